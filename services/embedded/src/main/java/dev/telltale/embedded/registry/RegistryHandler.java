package dev.telltale.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** From HTTP to {@link Routes} and back. */
final class RegistryHandler implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(RegistryHandler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY_BYTES = 4 << 20;

    private final Routes routes;

    RegistryHandler(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                send(exchange, 200, routes.answer(exchange.getRequestMethod(), segments(exchange), body(exchange)));
            } catch (RegistryError error) {
                sendError(exchange, error.status(), error.code(), error.getMessage());
            } catch (RuntimeException bug) {
                log.warn("registry failed method={} path={}", exchange.getRequestMethod(), exchange.getRequestURI(),
                        bug);
                sendError(exchange, 500, 500, "Internal Server Error: " + bug.getMessage());
            }
        }
    }

    /** Split before decoding: a subject may hold an encoded slash. */
    private static List<String> segments(HttpExchange exchange) {
        return Arrays.stream(exchange.getRequestURI().getRawPath().split("/")).filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8)).toList();
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw RegistryError.malformed("the request is longer than " + MAX_BODY_BYTES + " bytes");
        }
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException malformed) {
            throw RegistryError.malformed("the request is not JSON: " + malformed.getOriginalMessage());
        }
    }

    private static void sendError(HttpExchange exchange, int status, int code, @Nullable String message)
            throws IOException {
        send(exchange, status, JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message));
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        var bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
