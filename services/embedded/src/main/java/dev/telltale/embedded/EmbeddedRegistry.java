package dev.telltale.embedded;

import dev.telltale.embedded.registry.LocalRegistry;

import com.sun.net.httpserver.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A schema registry inside this JVM: loopback only, its ids kept in the broker's {@code _schemas} topic. */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRegistry.class);

    private final LocalRegistry registry;
    private final HttpServer server;
    private final ExecutorService threads;

    private EmbeddedRegistry(LocalRegistry registry, HttpServer server, ExecutorService threads) {
        this.registry = registry;
        this.server = server;
        this.threads = threads;
    }

    /** Starts on any free port. */
    public static EmbeddedRegistry start(String bootstrapServers) {
        return start(bootstrapServers, 0);
    }

    /**
     * Starts a registry.
     *
     * @param bootstrapServers the broker that keeps the schemas
     * @param port on 127.0.0.1; 0: any free one
     * @throws EmbeddedException where the port is taken or the broker does not answer
     */
    public static EmbeddedRegistry start(String bootstrapServers, int port) {
        var server = bind(port);
        try {
            var registry = LocalRegistry.open(bootstrapServers);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.createContext("/", registry.handler());
            server.setExecutor(threads);
            server.start();
            var started = new EmbeddedRegistry(registry, server, threads);
            log.info("registry started url={}", started.url());
            return started;
        } catch (RuntimeException failed) {
            server.stop(0);
            throw failed;
        }
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(LoopbackPort.address(port), 0);
        } catch (BindException taken) {
            throw LoopbackPort.inUse("schema registry", port, taken);
        } catch (IOException | RuntimeException refused) {
            throw new EmbeddedException("cannot listen on " + LoopbackPort.HOST + ":" + port
                    + " for the schema registry: " + refused.getMessage(), refused);
        }
    }

    /** {@code http://127.0.0.1:port}, what clients call {@code schema.registry.url}. */
    public String url() {
        return "http://" + LoopbackPort.HOST + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        registry.close();
    }
}
