package dev.telltale.embedded;

import dev.telltale.schemas.Feedback;
import dev.telltale.schemas.FeedbackLabel;
import dev.telltale.schemas.Mute;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.registry.HttpRegistryClient;
import dev.telltale.schemas.registry.PublicSubjects;
import dev.telltale.schemas.registry.RegistryRefusedException;
import dev.telltale.schemas.serde.AvroSerde;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What must hold against any registry that speaks Confluent's API. */
final class InteropProof {
    private static final TopicNames NAMES = TopicNames.standard();
    private static final Feedback FEEDBACK = new Feedback("news1", "a1", FeedbackLabel.FALSE_ALARM, "ann",
            Instant.ofEpochMilli(1_700_000_000_123L), "Grüße 你好");
    private static final StreamSpec SPEC = new StreamSpec("news1", "file:///a.mp4", null, Pacing.FLAT_OUT,
            Instant.ofEpochMilli(5), "default", "rack1", 1280,
            List.of(new Mute(Instant.EPOCH, Instant.ofEpochMilli(7), "test")), List.of());

    private final String registryUrl;

    InteropProof(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    /** What we write is read by Confluent's client, and what that writes is read by us. */
    void shouldExchangeRecordsWithConfluentsClient() throws IOException {
        exchange(Topic.FEEDBACK, Feedback.class, FEEDBACK);
        exchange(Topic.STREAMS, StreamSpec.class, SPEC);
    }

    private <T extends SpecificRecord> void exchange(Topic topic, Class<T> type, T record) throws IOException {
        var name = NAMES.of(topic);
        var genuine = new GenuineConfluent(registryUrl);
        try (var serde = AvroSerde.forValues(type, Map.of("schema.registry.url", registryUrl))) {
            var ours = serde.serializer().serialize(name, record);
            var seen = genuine.read(ours);
            assertThat(seen.get("stream")).hasToString("news1");

            var theirs = genuine.write(NAMES.subject(topic), seen);
            assertThat(theirs).isEqualTo(ours);
            assertThat(serde.deserializer().deserialize(name, theirs)).isEqualTo(record);
        }
    }

    /** Ids, versions, levels and refusals, as the serdes and the services use them. */
    void shouldRefuseAndFindAsConfluentDoes() {
        try (var client = HttpRegistryClient.from(Map.of("schema.registry.url", registryUrl))) {
            // Given all public subjects under protection
            PublicSubjects.publish(client, NAMES);
            var subject = NAMES.subject(Topic.ALERTS);
            var id = client.register(subject, Topic.ALERTS.schema());

            // Then what is there is found
            assertThat(client.idOf(subject, Topic.ALERTS.schema())).isEqualTo(id);
            assertThat(client.schemaById(id)).isEqualTo(Topic.ALERTS.schema());
            assertThat(client.latest(subject).id()).isEqualTo(id);

            // And what would break readers, or is not there, is refused in words
            Schema breaking = SchemaBuilder.record("Alert").namespace("dev.telltale.schemas").fields()
                    .requiredInt("answer").endRecord();
            assertThatThrownBy(() -> client.register(subject, breaking))
                    .isInstanceOfSatisfying(RegistryRefusedException.class,
                            refused -> assertThat(refused.status()).isEqualTo(409));
            assertThatThrownBy(() -> client.schemaById(98_765)).isInstanceOfSatisfying(RegistryRefusedException.class,
                    refused -> assertThat(refused.code()).isEqualTo(RegistryRefusedException.SCHEMA_NOT_FOUND));
            assertThatThrownBy(() -> client.latest("nobody-value")).isInstanceOfSatisfying(
                    RegistryRefusedException.class,
                    refused -> assertThat(refused.code()).isEqualTo(RegistryRefusedException.SUBJECT_NOT_FOUND));
        }
    }
}
