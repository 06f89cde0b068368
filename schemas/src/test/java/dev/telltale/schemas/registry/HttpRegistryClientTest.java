package dev.telltale.schemas.registry;

import dev.telltale.schemas.Feedback;
import dev.telltale.schemas.registry.StubRegistry.Answer;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpRegistryClientTest {
    private static final Answer ID_7 = new Answer(200, "{\"id\":7}");
    private static final Answer BROKEN = new Answer(500, "{\"error_code\":50001,\"message\":\"store is down\"}");

    private static RegistryClient client(String urls, String... more) {
        var settings = new HashMap<String, Object>(
                Map.of("schema.registry.url", urls, "retries.wait.ms", "1", "retries.max.wait.ms", "5"));
        for (var i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return HttpRegistryClient.from(settings);
    }

    private static String deadUrl() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://localhost:" + socket.getLocalPort();
        }
    }

    @Test
    void shouldTryAgainAfterAServerError() throws IOException {
        try (var stub = StubRegistry.answering(BROKEN, BROKEN, ID_7); var client = client(stub.url())) {
            assertThat(client.register("t-value", Feedback.SCHEMA$)).isEqualTo(7);
            assertThat(stub.requests()).hasSize(3).containsOnly("POST /subjects/t-value/versions");
        }
    }

    @Test
    void shouldAskTheNextOneWhereOneIsDownAndRememberIt() throws IOException {
        try (var stub = StubRegistry.answering(ID_7); var client = client(deadUrl() + "," + stub.url() + "/")) {
            assertThat(client.register("a-value", Feedback.SCHEMA$)).isEqualTo(7);
            assertThat(client.idOf("b-value", Feedback.SCHEMA$)).isEqualTo(7);
            assertThat(stub.requests()).containsExactly("POST /subjects/a-value/versions", "POST /subjects/b-value");
        }
    }

    @Test
    void shouldBeWorthAnotherTryWhereNobodyAnswers() throws IOException {
        var url = deadUrl();
        try (var client = client(url)) {
            assertThatThrownBy(() -> client.schemaById(3)).isInstanceOf(RegistryUnavailableException.class)
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContainingAll("does not answer", url + "/schemas/ids/3").hasMessageNotContaining("\n");
        }
    }

    @Test
    void shouldNotAskAgainWhatWasRefused() throws IOException {
        var refusal = new Answer(404, "{\"error_code\":40403,\"message\":\"Schema 3 not found\"}");
        try (var stub = StubRegistry.answering(refusal); var client = client(stub.url())) {
            assertThatThrownBy(() -> client.schemaById(3)).isInstanceOfSatisfying(RegistryRefusedException.class,
                    refused -> assertThat(refused).hasMessageContainingAll("404", "Schema 3 not found")
                            .returns(40403, RegistryRefusedException::code)
                            .returns(true, RegistryRefusedException::isNotFound));
            assertThat(stub.requests()).hasSize(1);
        }
    }

    @Test
    void shouldAskOnceForWhatNeverChanges() throws IOException {
        var schema = new Answer(200, "{\"schema\":\"\\\"string\\\"\"}");
        try (var stub = StubRegistry.answering(schema); var client = client(stub.url())) {
            assertThat(client.schemaById(3)).isSameAs(client.schemaById(3));
            assertThat(stub.requests()).hasSize(1);
        }
    }

    @Test
    void shouldEncodeSubjectsThatHoldASlash() throws IOException {
        try (var stub = StubRegistry.answering(ID_7); var client = client(stub.url())) {
            client.register("a/b c-value", Feedback.SCHEMA$);

            assertThat(stub.requests()).containsExactly("POST /subjects/a%2Fb%20c-value/versions");
        }
    }

    @Test
    void shouldRefuseAProxyErrorPageInWords() throws IOException {
        try (var stub = StubRegistry.answering(new Answer(403, "<html>no</html>")); var client = client(stub.url())) {
            assertThatThrownBy(() -> client.latest("t-value")).isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContainingAll("403", "no JSON");
        }
    }

    @Test
    void shouldSendUserAndPassword() throws IOException {
        try (var stub = StubRegistry.answering(ID_7);
                var client = client(stub.url(), "basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info",
                        "ann:secret")) {
            client.register("t", Feedback.SCHEMA$);

            assertThat(stub.authorizations()).containsExactly("Basic YW5uOnNlY3JldA==");
        }
    }

    @Test
    void shouldTakeUserAndPasswordOutOfTheUrlAndKeepThemOutOfMessages() throws IOException {
        try (var stub = StubRegistry.answering(new Answer(401, "{\"error_code\":401,\"message\":\"no\"}"));
                var client = client(stub.url().replace("//", "//ann:secret@"))) {
            assertThatThrownBy(() -> client.schemaById(1)).hasMessageContaining("401")
                    .hasMessageNotContaining("secret");
            assertThat(stub.authorizations()).containsExactly("Basic YW5uOnNlY3JldA==");
        }
    }

    @Test
    void shouldTakeUserAndPasswordFromTheBrokersLogin() throws IOException {
        try (var stub = StubRegistry.answering(ID_7);
                var client = client(stub.url(), "schema.registry.basic.auth.credentials.source", "SASL_INHERIT",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\" password=\"secret\";")) {
            client.register("t", Feedback.SCHEMA$);

            assertThat(stub.authorizations()).containsExactly("Basic YW5uOnNlY3JldA==");
        }
    }

    @Test
    void shouldSendATokenByEitherName() throws IOException {
        try (var stub = StubRegistry.answering(ID_7);
                var client = client(stub.url(), "schema.registry.bearer.auth.token", "t0k")) {
            client.register("t", Feedback.SCHEMA$);

            assertThat(stub.authorizations()).containsExactly("Bearer t0k");
        }
    }

    @Test
    void shouldNameSettingsThatAreWrong() {
        assertThatThrownBy(() -> client("localhost:8081")).isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("schema.registry.url", "http://host:port");
        assertThatThrownBy(() -> client("http://u:secret@")).isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> HttpRegistryClient.from(Map.of())).isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> client("http://localhost:1", "basic.auth.credentials.source", "USER_INFO"))
                .isInstanceOf(ConfigException.class).hasMessageContaining("basic.auth.user.info");
    }
}
