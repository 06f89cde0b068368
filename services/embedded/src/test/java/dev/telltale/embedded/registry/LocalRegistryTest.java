package dev.telltale.embedded.registry;

import dev.telltale.embedded.EmbeddedKafka;
import dev.telltale.embedded.EmbeddedRegistry;
import dev.telltale.embedded.TopicContents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The routes as any Confluent client sees them. */
class LocalRegistryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String V1 = "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[]}\"}";
    private static final String V2 = V1.replace("[]",
            "[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"int\\\",\\\"default\\\":1}]");
    private static final String BREAKING = V1.replace("[]", "[{\\\"name\\\":\\\"y\\\",\\\"type\\\":\\\"int\\\"}]");

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static EmbeddedRegistry registry;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder);
        registry = EmbeddedRegistry.start(kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    private static JsonNode ask(String method, String path, String body, int status) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(registry.url() + path)).method(method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(method + " " + path + ": " + response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    private static int register(String subject, String body) throws Exception {
        return ask("POST", "/subjects/" + subject + "/versions", body, 200).path("id").asInt();
    }

    @Test
    void shouldGiveOneIdToOneSchemaWhateverTheSubjectAndSpelling() throws Exception {
        var id = register("one", V1);

        assertThat(register("two", V1.replace("\\\"fields", "  \\\"fields"))).isEqualTo(id);
        assertThat(register("one", V1)).isEqualTo(id);
        assertThat(ask("GET", "/subjects/one/versions", "", 200)).hasToString("[1]");
        assertThat(ask("POST", "/subjects/two", V1, 200).path("version").asInt()).isEqualTo(1);
        assertThat(ask("GET", "/schemas/ids/" + id, "", 200).path("schema").asText()).contains("\"A\"");
    }

    @Test
    void shouldCountVersionsAndTellTheLatest() throws Exception {
        register("versions", V1);
        var second = register("versions", V2);

        var latest = ask("GET", "/subjects/versions/versions/latest", "", 200);
        assertThat(latest.path("version").asInt()).isEqualTo(2);
        assertThat(latest.path("id").asInt()).isEqualTo(second);
        assertThat(latest.path("subject").asText()).isEqualTo("versions");
        assertThat(ask("GET", "/subjects/versions/versions/1/schema", "", 200).path("name").asText()).isEqualTo("A");
        assertThat(ask("GET", "/subjects", "", 200).toString()).contains("\"versions\"");
    }

    @Test
    void shouldRefuseWhatBreaksReaders() throws Exception {
        register("strict", V1);

        var error = ask("POST", "/subjects/strict/versions", BREAKING, 409);
        assertThat(error.path("error_code").asInt()).isEqualTo(409);
        assertThat(error.path("message").asText()).contains("strict", "version 1");
        assertThat(ask("POST", "/compatibility/subjects/strict/versions/latest", BREAKING, 200).path("is_compatible")
                .asBoolean()).isFalse();
        assertThat(ask("POST", "/compatibility/subjects/strict/versions", V2, 200).path("is_compatible").asBoolean())
                .isTrue();

        // When nothing is promised for the subject any more, then it is taken
        ask("PUT", "/config/strict", "{\"compatibility\":\"NONE\"}", 200);
        assertThat(ask("GET", "/config/strict", "", 200).path("compatibilityLevel").asText()).isEqualTo("NONE");
        register("strict", BREAKING);
    }

    @Test
    void shouldCompareWithAllVersionsWhereTheLevelIsTransitive() throws Exception {
        // Given A with an int, then A without it, and a third that has a text under the same name
        ask("PUT", "/config/transitive", "{\"compatibility\":\"FULL_TRANSITIVE\"}", 200);
        register("transitive", V2);
        register("transitive", V1);
        var third = V1.replace("[]", "[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"string\\\",\\\"default\\\":\\\"\\\"}]");

        // Then the first version stands in its way
        assertThat(ask("POST", "/subjects/transitive/versions", third, 409).path("message").asText())
                .contains("version 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET | /subjects/none/versions | | 404 | 40401",
        "GET | /schemas/ids/999 | | 404 | 40403", "GET | /schemas/ids/x | | 404 | 40403",
        "GET | /config/none | | 404 | 40408", "POST | /subjects/s/versions | {\"schema\":\"{\"} | 422 | 42201",
        "POST | /subjects/s/versions | {\"schema\":\"\\\"string\\\"\",\"schemaType\":\"JSON\"} | 422 | 42201",
        "POST | /subjects/s/versions | not json | 422 | 422", "POST | /subjects/s/versions | {} | 422 | 422",
        "PUT | /config/s | {\"compatibility\":\"SOMETIMES\"} | 422 | 42203", "GET | /nowhere | | 404 | 404"})
    void shouldUseConfluentsErrorCodes(String method, String path, String body, int status, int code)
            throws Exception {
        var error = ask(method, path, body == null ? "" : body, status);

        assertThat(error.path("error_code").asInt()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotBlank();
    }

    @Test
    void shouldHideADeletedSubjectButKeepItsIds() throws Exception {
        var id = register("gone", V1);
        assertThat(ask("DELETE", "/subjects/gone", "", 200)).hasToString("[1]");

        ask("GET", "/subjects/gone/versions", "", 404);
        ask("GET", "/schemas/ids/" + id, "", 200);
        register("gone", V1);
        assertThat(ask("GET", "/subjects/gone/versions", "", 200)).hasToString("[2]");
    }

    @Test
    void shouldKeepEverythingInConfluentsOwnFormOverARestart() throws Exception {
        // Given a schema and a level
        var id = register("kept", V1);
        ask("PUT", "/config/kept", "{\"compatibility\":\"FULL\"}", 200);

        // When the registry is started again on the same broker
        registry.close();
        registry = EmbeddedRegistry.start(kafka.bootstrapServers());

        // Then nothing has changed, and the next id is a new one
        assertThat(register("kept", V1)).isEqualTo(id);
        assertThat(ask("GET", "/config/kept", "", 200).path("compatibilityLevel").asText()).isEqualTo("FULL");
        assertThat(register("kept", V1.replace("\\\"A\\\"", "\\\"A\\\",\\\"doc\\\":\\\"new\\\""))).isGreaterThan(id);

        // And the topic reads as Confluent writes it
        var records = TopicContents.read(Map.of("bootstrap.servers", kafka.bootstrapServers()), "_schemas",
                new StringDeserializer());
        assertThat(records).anySatisfy(record -> {
            assertThat(record.key())
                    .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"kept\",\"version\":1,\"magic\":1}");
            assertThat(record.value()).isEqualTo("{\"subject\":\"kept\",\"version\":1,\"id\":" + id
                    + ",\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[]}\",\"deleted\":false}");
        });
        assertThat(records).anySatisfy(record -> {
            assertThat(record.key()).isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":\"kept\",\"magic\":0}");
            assertThat(record.value()).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
        });
    }

    @Test
    void shouldNameThePortThatIsTaken() {
        var port = URI.create(registry.url()).getPort();

        assertThatThrownBy(() -> EmbeddedRegistry.start(kafka.bootstrapServers(), port))
                .hasMessageContainingAll("port " + port, "in use", "schema registry");
    }
}
