package dev.telltale.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;

/** JSON over HTTP to whichever of several registries answers: all in turn, then again after a pause that grows. */
final class RegistryHttp implements AutoCloseable {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryConfig config;
    private final HttpClient client;
    private final RetryPolicy<JsonNode> retries;
    /** The URL that answered last: the others are asked only when it does not. */
    private final AtomicInteger preferred = new AtomicInteger();

    RegistryHttp(RegistryConfig config) {
        this.config = config;
        this.client = isPlain(config) ? Shared.CLIENT : newClient(config);
        this.retries = RetryPolicy.<JsonNode>builder().handle(RegistryUnavailableException.class)
                .withBackoff(config.retryWait(), config.maxRetryWait()).withJitter(0.2)
                .withMaxRetries(config.retries()).build();
    }

    /** A process has dozens of serdes; one client, hence one selector thread and one set of connections, serves them all. */
    private static final class Shared {
        private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(RegistryConfig.DEFAULT_CONNECT_TIMEOUT).build();
    }

    private static boolean isPlain(RegistryConfig config) {
        return config.tls().isEmpty() && config.connectTimeout().equals(RegistryConfig.DEFAULT_CONNECT_TIMEOUT);
    }

    private static HttpClient newClient(RegistryConfig config) {
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout());
        config.tls().ifPresent(builder::sslContext);
        return builder.build();
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, body);
    }

    private JsonNode send(String method, String path, @Nullable JsonNode body) {
        try {
            return Failsafe.with(retries).get(() -> oneRound(method, path, body));
        } catch (FailsafeException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException(
                    "interrupted while asking the schema registry: " + method + " " + path,
                    interrupted);
        }
    }

    private JsonNode oneRound(String method, String path, @Nullable JsonNode body) throws InterruptedException {
        var first = preferred.get();
        var count = config.urls().size();
        for (var i = 0;; i++) {
            var index = (first + i) % count;
            try {
                var answer = ask(config.urls().get(index), method, path, body);
                preferred.set(index);
                return answer;
            } catch (RegistryUnavailableException unavailable) {
                if (i == count - 1) {
                    throw unavailable;
                }
            }
        }
    }

    private JsonNode ask(URI base, String method, String path, @Nullable JsonNode body) throws InterruptedException {
        var uri = target(base, path);
        var request = HttpRequest.newBuilder(uri).timeout(config.readTimeout()).header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        config.authentication().header().ifPresent(value -> request.header("Authorization", value));
        try {
            return judged(client.send(request.build(), BodyHandlers.ofString()), method + " " + uri);
        } catch (IOException broken) {
            throw new RegistryUnavailableException(
                    "schema registry does not answer: " + method + " " + uri + ": " + reason(broken), broken);
        }
    }

    private static JsonNode judged(HttpResponse<String> response, String what) {
        var status = response.statusCode();
        var answer = parsed(response.body());
        if (status / 100 == 2 && answer != null) {
            return answer;
        }
        var said = answer == null ? "no JSON in the answer" : answer.path("message").asText("no message");
        var line = "schema registry answered " + status + " to " + what + ": " + said;
        if (status >= 500 || status == 429 || status == 408) {
            throw new RegistryUnavailableException(line);
        }
        throw new RegistryRefusedException(line, status,
                answer == null ? status : answer.path("error_code").asInt(status));
    }

    private static @Nullable JsonNode parsed(String body) {
        try {
            var node = JSON.readTree(body);
            return node.isMissingNode() ? null : node;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    /** Without user info: it goes into a header, never into a log. */
    private static URI target(URI base, String path) {
        var port = base.getPort() < 0 ? "" : ":" + base.getPort();
        var root = base.getPath() == null ? "" : base.getPath().replaceAll("/+$", "");
        return URI.create(base.getScheme() + "://" + base.getHost() + port + root + path);
    }

    private static String reason(IOException broken) {
        return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
    }

    @Override
    public void close() {
        if (!isPlain(config)) {
            client.shutdownNow();
        }
    }
}
