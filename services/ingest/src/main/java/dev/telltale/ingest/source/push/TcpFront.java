package dev.telltale.ingest.source.push;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A listening port of TCP. Each connection has a virtual thread. */
public final class TcpFront extends Front {
    private static final Logger LOG = LoggerFactory.getLogger(TcpFront.class);
    private static final int MOST_CONNECTIONS = 256;

    private final ServerSocket server;
    private final Protocol protocol;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** What is spoken. */
    @FunctionalInterface
    public interface Protocol {
        /** Serves a connection to its end; the socket is closed afterwards. */
        void serve(Socket socket, Front front) throws IOException, InterruptedException;
    }

    private TcpFront(ServerSocket server, Protocol protocol) {
        this.server = server;
        this.protocol = protocol;
    }

    /** Begins to listen. */
    public static TcpFront listen(InetSocketAddress address, Protocol protocol) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address);
        } catch (BindException e) {
            server.close();
            throw new IOException("port " + address.getPort() + " is in use or not allowed (" + e.getMessage() + ")",
                    e);
        }
        TcpFront front = new TcpFront(server, protocol);
        Thread.ofVirtual().name("listen-" + address.getPort()).start(front::accept);
        return front;
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
                Thread.ofVirtual().name("push-" + socket.getRemoteSocketAddress()).start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("connection not accepted port={} reason={}", server.getLocalPort(), e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            protocol.serve(socket, this);
        } catch (IOException e) {
            LOG.debug("connection ended peer={} reason={}", socket.getRemoteSocketAddress(), e.getMessage());
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
            LOG.warn("port not closed cleanly port={} reason={}", server.getLocalPort(), e.getMessage());
        }
    }
}
