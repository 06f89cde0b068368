package dev.telltale.kit.run;

import dev.telltale.kit.Health;
import dev.telltale.kit.config.HttpConfig;
import dev.telltale.kit.metrics.Metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code /healthz}: whether a restart would be wrong; {@code /readyz}: whether work may be sent; {@code /metrics}: all
 * meters in Prometheus' format. The first two answer 200 or 503, and one line per service.
 */
public final class HealthServer implements AutoCloseable {
    /** No path: every one begins with a slash. */
    private static final String NOWHERE = "";
    private static final String THERE_ARE = "no such page; there are /healthz, /readyz and /metrics\n";
    private static final String ONLY_GET = "only GET is answered here\n";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @param health of each service by its name
     */
    public static HealthServer start(HttpConfig config, Metrics metrics, Supplier<Map<String, Health>> health) {
        try {
            var http = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 0);
            var server = new HealthServer(http);
            http.setExecutor(server.threads);
            http.createContext("/healthz", exchange -> answer(exchange, "/healthz", health.get(), Health::isLive));
            http.createContext("/readyz", exchange -> answer(exchange, "/readyz", health.get(), Health::isReady));
            http.createContext("/metrics", exchange -> send(exchange, "/metrics", 200, metrics.scrape()));
            http.createContext("/", exchange -> send(exchange, NOWHERE, 404, ""));
            http.start();
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot serve health on " + config.host() + ":" + config.port()
                    + " (telltale.http.port): " + taken.getMessage(), taken);
        }
    }

    private static void answer(HttpExchange exchange, String path, Map<String, Health> health,
            Function<Health, Boolean> good) throws IOException {
        var text = new StringBuilder();
        health.forEach((name, state) -> text.append(name).append(": ").append(state.text()).append('\n'));
        send(exchange, path, health.values().stream().allMatch(good::apply) ? 200 : 503, text.toString());
    }

    private static void send(HttpExchange exchange, String path, int status, String text) throws IOException {
        try (exchange) {
            var isGet = exchange.getRequestMethod().equals("GET");
            var isKnown = path.equals(exchange.getRequestURI().getPath());
            var said = !isGet ? ONLY_GET : isKnown ? text : THERE_ARE;
            var body = exchange.getRequestMethod().equals("HEAD")
                    ? new byte[0]
                    : said.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(!isGet ? 405 : isKnown ? status : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Where it listens; for port 0, the one that was free. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
