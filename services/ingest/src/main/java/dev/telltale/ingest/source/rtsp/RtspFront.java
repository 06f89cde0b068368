package dev.telltale.ingest.source.rtsp;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One listening port. Each connection has a virtual thread. */
final class RtspFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RtspFront.class);
    private static final int MOST_CONNECTIONS = 256;

    private final ServerSocket server;
    private final Map<String, RtspMount> mounts = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private RtspFront(ServerSocket server) {
        this.server = server;
    }

    static RtspFront listen(InetSocketAddress address) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address);
        } catch (BindException e) {
            server.close();
            throw new IOException("port " + address.getPort() + " is in use or not allowed (" + e.getMessage() + ")",
                    e);
        }
        RtspFront front = new RtspFront(server);
        Thread.ofVirtual().name("rtsp-" + address.getPort()).start(front::accept);
        return front;
    }

    void add(RtspMount mount) throws IOException {
        if (mounts.putIfAbsent(mount.address().path(), mount) != null) {
            throw new IOException("another stream of this process already listens at " + mount.address());
        }
    }

    /** Takes a stream off; true where it was the last. */
    boolean remove(RtspMount mount) {
        mounts.remove(mount.address().path(), mount);
        return mounts.isEmpty();
    }

    /** The stream at a path, or null. */
    @Nullable
    RtspMount find(String path) {
        return mounts.get(path);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (connections.size() >= MOST_CONNECTIONS) {
                    socket.close();
                    continue;
                }
                connections.add(socket);
                Thread.ofVirtual().name("rtsp-" + socket.getRemoteSocketAddress()).start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("RTSP connection not accepted port={} reason={}", server.getLocalPort(), e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new RtspConversation(socket, this).run();
        } catch (IOException e) {
            LOG.debug("RTSP connection ended peer={} reason={}", socket.getRemoteSocketAddress(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            LOG.warn("RTSP port not closed cleanly port={} reason={}", server.getLocalPort(), e.getMessage());
        }
    }
}
