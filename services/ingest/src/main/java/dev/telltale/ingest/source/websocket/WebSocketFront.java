package dev.telltale.ingest.source.websocket;

import dev.telltale.ingest.source.push.Front;
import dev.telltale.kit.config.WebSocketConfig;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A listening port of WebSockets: Jetty's server, with nothing on it but the upgrade. */
public final class WebSocketFront extends Front {
    /** The port that is bound where a stream names none. */
    public static final int DEFAULT_PORT = 8556;

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketFront.class);
    private static final int MOST_CONNECTIONS = 256;
    private static final int THREADS = 8;
    private static final int HEADER_BYTES = 8192;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    /** Longer than ingest waits for a packet, so that it is ingest that hangs up and says why. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Server server;

    private WebSocketFront(InetSocketAddress address, WebSocketConfig limits) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("websocket-" + address.getPort());
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        this.server = new Server(threads);
        server.addConnector(connector(server, address));
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        ErrorHandler errors = new ErrorHandler();
        errors.setShowStacks(false);
        errors.setShowCauses(false);
        server.setErrorHandler(errors);
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> configure(container, limits)));
    }

    private static ServerConnector connector(Server server, InetSocketAddress address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(HANDSHAKE.toMillis());
        return connector;
    }

    private void configure(ServerWebSocketContainer container, WebSocketConfig limits) {
        container.setIdleTimeout(IDLE);
        WebSocketDoor door = new WebSocketDoor(this, limits);
        container.addMapping("/*", door::open);
    }

    /** Begins to listen. */
    public static WebSocketFront listen(InetSocketAddress address, WebSocketConfig limits) throws IOException {
        WebSocketFront front = new WebSocketFront(address, limits);
        try {
            front.server.start();
            return front;
        } catch (Exception e) {
            front.close();
            throw new IOException("port " + address.getPort() + " is in use or not allowed (" + e.getMessage() + ")",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            server.setStopTimeout(0);
            server.stop();
        } catch (Exception e) {
            LOG.warn("port not closed cleanly reason={}", e.getMessage());
        }
    }
}
