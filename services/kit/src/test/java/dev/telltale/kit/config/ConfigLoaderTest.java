package dev.telltale.kit.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigLoaderTest {

    @Test
    void shouldTakeTheStrongestSourceAndTellIt() {
        // Given the same key in every source
        var key = "telltale.kafka.bootstrap-servers";
        var inputs = new ConfigInputs(Map.of(key, "cli:1"), Map.of(key, "system:1", "telltale.kafka.session", "9s"),
                Map.of("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", "env:1", "TELLTALE_KAFKA_SESSION", "8s",
                        "TELLTALE_KAFKA_TRANSACTION_TIMEOUT", "7s"),
                Map.of(key, "file:1", "telltale.topics.prefix", "desk"), "telltale.properties");

        // When
        var loaded = ConfigLoader.load(inputs);

        // Then
        assertThat(loaded.config().kafka().bootstrapServers()).isEqualTo("cli:1");
        assertThat(loaded.config().kafka().session()).isEqualTo(Duration.ofSeconds(9));
        assertThat(loaded.config().kafka().transactionTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(loaded.config().topics().prefix()).isEqualTo("desk");
        assertThat(sourceOf(loaded, key)).isEqualTo("command line");
        assertThat(sourceOf(loaded, "telltale.kafka.session")).isEqualTo("system property");
        assertThat(sourceOf(loaded, "telltale.kafka.transaction-timeout")).isEqualTo("environment");
        assertThat(sourceOf(loaded, "telltale.topics.prefix")).isEqualTo("telltale.properties");
        assertThat(sourceOf(loaded, "telltale.aggregator.grace")).isEqualTo("default");
    }

    @Test
    void shouldFindEveryDirectoryBelowTheDataDirectoryUnlessToldOtherwise() {
        // When
        var moved = ConfigLoader.of(Map.of("telltale.data-dir", "/srv/telltale"));
        var apart = ConfigLoader.of(Map.of("telltale.data-dir", "/srv/telltale", "telltale.models.store", "/models",
                "telltale.cache-dir", "/var/cache/telltale"));

        // Then
        assertThat(moved.models().store()).isEqualTo(Path.of("/srv/telltale/models"));
        assertThat(moved.cacheDir()).isEqualTo(Path.of("/srv/telltale/cache"));
        assertThat(apart.models().store()).isEqualTo(Path.of("/models"));
        assertThat(apart.cacheDir()).isEqualTo(Path.of("/var/cache/telltale"));
    }

    @Test
    void shouldNameEveryFaultAtOnce() {
        // Given several mistakes in several sections
        var settings = Map.of("telltale.kafka.bootstrap-serverz", "x:1", "telltale.kafka.session", "soon",
                "telltale.topics.partitions", "0", "telltale.ingest.backoff-max", "10ms", "telltale.ingest.stall",
                "0s");

        // When, Then
        assertThatThrownBy(() -> ConfigLoader.of(settings)).isInstanceOf(RefusedConfigException.class)
                .hasMessageContaining("telltale.kafka.bootstrap-serverz (command line) is no setting; did you mean "
                        + "telltale.kafka.bootstrap-servers?")
                .hasMessageContaining("telltale.kafka.session must be a duration like 500ms")
                .hasMessageContaining("telltale.topics.partitions must be from 1 to 10000, got: 0")
                .hasMessageContaining(
                        "telltale.ingest.backoff-max must not be below backoff-min (1000ms), got: 10ms")
                .hasMessageContaining("telltale.ingest.stall must be longer than zero, got: 0ms");
    }

    @Test
    void shouldNameWhatCannotBeReadAndWhatIsOutOfRangeInTheSameSection() {
        // Given
        var settings = Map.of("telltale.http.port", "99999999999", "telltale.http.host", " ",
                "telltale.kafka.session", "soon", "telltale.kafka.delivery", "0s", "telltale.instance", "a b");

        // When, Then
        assertThatThrownBy(() -> ConfigLoader.of(settings)).isInstanceOfSatisfying(RefusedConfigException.class,
                refused -> assertThat(refused.faults()).satisfiesExactlyInAnyOrder(
                        port -> assertThat(port).startsWith("telltale.http.port must be a whole number"),
                        host -> assertThat(host).startsWith("telltale.http.host must not be empty"),
                        session -> assertThat(session).startsWith("telltale.kafka.session must be a duration"),
                        delivery -> assertThat(delivery).startsWith("telltale.kafka.delivery must be longer than zero"),
                        instance -> assertThat(instance).startsWith("telltale.instance must be 1 to 100 of")));
    }

    @Test
    void shouldRefuseAMistypedEnvironmentVariableButNotThoseOfOthers() {
        var inputs = new ConfigInputs(Map.of(), Map.of("java.home", "/x", "telltale.shared", "/y"),
                Map.of("TELLTALE_KAFKA_SESION", "9s", "PATH", "/bin", "TELLTALE_HOME", "/z"), Map.of(), "");

        assertThatThrownBy(() -> ConfigLoader.load(inputs)).isInstanceOfSatisfying(RefusedConfigException.class,
                refused -> assertThat(refused.faults()).containsExactly(
                        "TELLTALE_KAFKA_SESION (environment) is no setting; did you mean TELLTALE_KAFKA_SESSION?"
                                + " `telltale doctor --settings` lists all"));
    }

    @Test
    void shouldPassKafkasOwnSettingsThroughAndHideThem() {
        // Given secrets by property and by environment
        var inputs = new ConfigInputs(Map.of("telltale.kafka.client.sasl.jaas.config", "hunter2"), Map.of(),
                Map.of("TELLTALE_KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL", "TELLTALE_INGEST_CREDENTIALS_DESK",
                        "hunter3"),
                Map.of(), "");

        // When
        var loaded = ConfigLoader.load(inputs);

        // Then
        assertThat(loaded.config().kafka().client()).containsEntry("sasl.jaas.config", "hunter2")
                .containsEntry("security.protocol", "SASL_SSL");
        assertThat(loaded.config().ingest().credentials()).containsEntry("desk", "hunter3");
        assertThat(loaded.origins().toString()).contains("telltale.kafka.client.sasl.jaas.config")
                .doesNotContain("hunter");
    }

    @Test
    void shouldReadAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("desk.properties"), "telltale.instance=desk-7\n");

        var loaded = ConfigLoader.load(ConfigInputs.ofProcess(Map.of(), Optional.of(file)));

        assertThat(loaded.config().instance()).isEqualTo("desk-7");
        assertThat(sourceOf(loaded, "telltale.instance")).isEqualTo(file.toString());
    }

    @Test
    void shouldHaveAKeyAndASentenceForEveryComponent() {
        // ConfigKeys.of fails for a component without @Setting
        assertThat(ConfigKeys.of(TelltaleConfig.class)).isNotEmpty()
                .allSatisfy(key -> assertThat(key.setting().doc()).as(key.name()).endsWith("."))
                .extracting(ConfigKeys.ConfigKey::environmentName).doesNotHaveDuplicates();
    }

    private static String sourceOf(LoadedConfig loaded, String key) {
        return loaded.origins().stream().filter(origin -> origin.key().equals(key)).findFirst().orElseThrow().source();
    }
}
