package dev.telltale.testing.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** Accepts whoever comes and leaves the conversation to its kind; hangs up when that is over. */
public abstract class PlayingServer implements AutoCloseable {
    private final ServerSocket server;
    private final IntPredicate welcome;
    private final AtomicInteger guests = new AtomicInteger();

    /** @param welcome whether the guest of this number, from 0 on, is played to; asked before a word is said, and may block */
    protected PlayingServer(IntPredicate welcome) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.welcome = welcome;
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Has the conversation, and plays the clip. */
    protected abstract void serve(Socket socket, OutputStream out) throws Exception;

    /** The path that a guest asks for in HTTP, whose request is read to its end; empty where it has said nothing. */
    protected static String asked(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String request = in.readLine();
        String line = request;
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return request == null ? "" : request.split(" ", -1)[1];
    }

    /** Opens the door. */
    protected void open() {
        Thread.ofVirtual().start(() -> {
            try {
                while (!server.isClosed()) {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> welcome(socket));
                }
            } catch (IOException e) {
                guests.incrementAndGet();
            }
        });
    }

    private void welcome(Socket socket) {
        try (socket) {
            if (welcome.test(guests.getAndIncrement())) {
                serve(socket, socket.getOutputStream());
                // What is still under way reaches the guest before the line is cut.
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (Exception e) {
            // The guest has gone: nothing is left to be done for it.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
