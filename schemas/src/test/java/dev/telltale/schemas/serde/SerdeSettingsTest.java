package dev.telltale.schemas.serde;

import dev.telltale.schemas.Feedback;
import dev.telltale.schemas.FeedbackLabel;
import dev.telltale.schemas.registry.RegistryRefusedException;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SerdeSettingsTest {
    private static final Feedback FEEDBACK = new Feedback("s", "a", FeedbackLabel.UNSURE, "ann", Instant.EPOCH, "");

    private final InMemoryRegistry registry = new InMemoryRegistry();

    private AvroSerializer<Feedback> serializer(Map<String, ?> settings) {
        var serializer = new AvroSerializer<Feedback>(registry);
        serializer.configure(settings, false);
        return serializer;
    }

    @ParameterizedTest
    @CsvSource({"io.confluent.kafka.serializers.subject.TopicNameStrategy, t-value",
        "io.confluent.kafka.serializers.subject.RecordNameStrategy, dev.telltale.schemas.Feedback",
        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy, t-dev.telltale.schemas.Feedback",
        "RecordNameStrategy, dev.telltale.schemas.Feedback"})
    void shouldFollowConfluentsSubjectStrategies(String strategy, String subject) {
        serializer(Map.of("value.subject.name.strategy", strategy)).serialize("t", FEEDBACK);

        assertThat(registry.subjects()).containsExactly(subject);
    }

    @Test
    void shouldAskTheRegistryOncePerTopicAndType() {
        var serializer = serializer(Map.of());
        serializer.serialize("t", FEEDBACK);
        serializer.serialize("t", FEEDBACK);
        serializer.serialize("u", FEEDBACK);

        assertThat(registry.subjects()).containsExactly("t-value", "u-value");
    }

    @Test
    void shouldRegisterNothingUnasked() {
        var serializer = serializer(Map.of("auto.register.schemas", "false"));

        assertThatThrownBy(() -> serializer.serialize("t", FEEDBACK)).isInstanceOf(RegistryRefusedException.class);
        assertThat(registry.subjects()).isEmpty();
    }

    @Test
    void shouldWriteWithTheLatestVersionWhereAsked() {
        // Given a subject whose latest version is the second one registered
        registry.register("other", Feedback.SCHEMA$);
        var latest = registry.register("t-value", Feedback.SCHEMA$);

        var bytes = serializer(Map.of("auto.register.schemas", "false", "use.latest.version", "true")).serialize("t",
                FEEDBACK);

        assertThat(bytes).startsWith(0, 0, 0, 0, latest);
    }

    @Test
    void shouldRefuseSettingsThatContradictEachOther() {
        assertThatThrownBy(() -> serializer(Map.of("auto.register.schemas", "true", "use.latest.version", "true")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("use.latest.version", "auto.register.schemas");
    }

    @Test
    void shouldRefuseAnUnknownStrategy() {
        assertThatThrownBy(() -> serializer(Map.of("value.subject.name.strategy", "com.acme.Mine")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("value.subject.name.strategy", "com.acme.Mine", "TopicNameStrategy");
    }

    @Test
    void shouldReadAsTheTypeThatSettingsName() {
        var bytes = serializer(Map.of()).serialize("t", FEEDBACK);
        try (var deserializer = AvroDeserializer.<Feedback>asking(registry)) {
            deserializer.configure(Map.of(AvroDeserializer.VALUE_TYPE, Feedback.class.getName()), false);

            assertThat(deserializer.deserialize("t", bytes)).isEqualTo(FEEDBACK);
        }
    }
}
