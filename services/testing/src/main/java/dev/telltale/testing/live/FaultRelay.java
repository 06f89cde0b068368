package dev.telltale.testing.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Stands between a source and its server and does to each connection what it is told. */
public final class FaultRelay implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Duration FLAP = Duration.ofSeconds(2);
    private static final Duration DRIP = Duration.ofMillis(500);

    /** What goes wrong with a connection. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** It is reset. */
        RESET,
        /** The other side has gone without a word: nothing comes, nothing ends. */
        HALF_OPEN,
        /** Two bytes a second. */
        DRIP,
        /** It is accepted and never answered. */
        BLACK_HOLE,
        /** It ends after two seconds, however well it goes. */
        FLAP
    }

    private final ServerSocket door;
    private final int target;
    private final IntFunction<Fault> faults;
    private final int bytes;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Fault> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * A relay to a port of this machine.
     *
     * @param faults by the number of the connection, from 0 on
     * @param bytes what passes from the server before RESET, HALF_OPEN and DRIP strike
     */
    public FaultRelay(int target, IntFunction<Fault> faults, int bytes) throws IOException {
        this.door = new ServerSocket(0, 50, HERE);
        this.target = target;
        this.faults = faults;
        this.bytes = bytes;
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** What was done to the connections so far, in their order. */
    public List<Fault> done() {
        return done;
    }

    private void accept() {
        try {
            for (int number = 0; !door.isClosed(); number++) {
                Socket client = door.accept();
                sockets.add(client);
                Fault fault = faults.apply(number);
                done.add(fault);
                if (fault != Fault.BLACK_HOLE) {
                    relay(client, new Socket(HERE, target), fault);
                }
            }
        } catch (IOException e) {
            closing.countDown();
        }
    }

    private void relay(Socket client, Socket server, Fault fault) {
        sockets.add(server);
        Thread up = Thread.ofVirtual().start(() -> copy(client, server, Fault.NONE));
        Thread.ofVirtual().start(() -> {
            copy(server, client, fault);
            join(up);
            close(client);
            close(server);
        });
        if (fault == Fault.FLAP) {
            Thread.ofVirtual().start(() -> {
                waitFor(FLAP);
                close(client);
                close(server);
            });
        }
    }

    /** Copies to the end of what one says, and says so to the other. */
    private void copy(Socket from, Socket to, Fault fault) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[4096];
            long passed = 0;
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                boolean struck = fault != Fault.NONE && fault != Fault.FLAP && passed + count > bytes;
                int whole = struck ? Math.toIntExact(bytes - passed) : count;
                out.write(chunk, 0, whole);
                passed += count;
                if (struck) {
                    strike(fault, to, out);
                    close(to);
                    close(from);
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two has gone: the other is hung up on.
            close(to);
            close(from);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void strike(Fault fault, Socket client, OutputStream out) throws IOException {
        switch (fault) {
            case RESET -> client.setSoLinger(true, 0);
            case HALF_OPEN -> waitFor(Duration.ofDays(1));
            default -> {
                while (!waitFor(DRIP)) {
                    out.write(0x47);
                }
            }
        }
    }

    /** True where the relay closes in the meantime. */
    private boolean waitFor(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            sockets.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
