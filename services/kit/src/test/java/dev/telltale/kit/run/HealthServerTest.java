package dev.telltale.kit.run;

import dev.telltale.kit.Health;
import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.metrics.Meter;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HealthServerTest {
    private final ServiceContext context = ServiceContext.of(TelltaleConfig.of(Map.of()));

    private static final class Told implements Service {
        private volatile Health health = new Health.Starting("models");
        private volatile boolean refuses;
        private volatile boolean closed;

        @Override
        public String name() {
            return "told";
        }

        @Override
        public void start() {
            if (refuses) {
                throw new IllegalStateException("cannot");
            }
        }

        @Override
        public Health health() {
            return health;
        }

        @Override
        public void close(Duration drain) {
            closed = true;
        }
    }

    @Test
    void shouldAnswerProbesAsTheServiceIs() throws Exception {
        var service = new Told();
        try (var client = HttpClient.newHttpClient(); var runner = ServiceRunner.start(context, List.of(service))) {
            // Given a service that is starting: live, not ready
            assertThat(get(client, runner, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(client, runner, "/readyz").body()).isEqualTo("told: starting: waiting for models\n");
            assertThat(get(client, runner, "/healthz").statusCode()).isEqualTo(200);

            // When it works with a fault: ready, and says so
            service.health = new Health.Degraded("slow provider");
            assertThat(get(client, runner, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(client, runner, "/readyz").body()).contains("slow provider");

            // When it has failed: not live
            service.health = new Health.Failed("broken");
            assertThat(get(client, runner, "/healthz").statusCode()).isEqualTo(503);
            assertThat(runner.awaitEnd()).contains("told: broken");
            assertThat(get(client, runner, "/other").statusCode()).isEqualTo(404);
            assertThat(get(client, runner, "/other").body())
                    .isEqualTo("no such page; there are /healthz, /readyz and /metrics\n")
                    .isEqualTo(get(client, runner, "/metrics/x").body());
            assertThat(get(client, runner, "/healthz/x").statusCode()).isEqualTo(404);
        }
        assertThat(service.closed).isTrue();
    }

    @Test
    void shouldServeMetersWithTheirSentences() throws Exception {
        try (var client = HttpClient.newHttpClient(); var runner = ServiceRunner.start(context, List.of())) {
            context.metrics().counter(Meter.RECORDS, "faces", "telltale.windows").increment(3);

            assertThat(get(client, runner, "/metrics").body())
                    .contains("# HELP telltale_records_total Records handled.")
                    .contains("telltale_records_total{service=\"faces\",topic=\"telltale.windows\"} 3.0");
        }
    }

    @Test
    void shouldCloseWhatRunsWhenOneCannotStart() {
        // Given a service that runs and one that cannot start
        var first = new Told();
        var second = new Told();
        second.refuses = true;

        // When, Then
        assertThatThrownBy(() -> ServiceRunner.start(context, List.of(first, second))).hasMessage("cannot");
        assertThat(first.closed).isTrue();
    }

    @Test
    void shouldRefuseTagsThatAMeterDoesNotHave() {
        assertThatThrownBy(() -> context.metrics().counter(Meter.RECORDS, "one"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Meter.table().lines()).hasSize(Meter.values().length + 2);
    }

    private static HttpResponse<String> get(HttpClient client, ServiceRunner runner, String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + runner.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
