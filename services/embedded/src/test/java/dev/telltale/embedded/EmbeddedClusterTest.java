package dev.telltale.embedded;

import dev.telltale.schemas.Feedback;
import dev.telltale.schemas.FeedbackLabel;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.serde.AvroSerializer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedClusterTest {
    private static final TopicNames NAMES = TopicNames.standard();

    @TempDir
    Path folder;

    @Test
    void shouldKeepRecordsAndSchemasOverARestart() throws Exception {
        var feedback = new Feedback("news1", "a1", FeedbackLabel.CONFIRMED, "ann", Instant.ofEpochMilli(1234), "");

        // Given a record that was written
        try (var cluster = EmbeddedCluster.start(folder)) {
            cluster.createTopics(NAMES);
            var settings = new HashMap<String, Object>(cluster.clientSettings());
            var values = new AvroSerializer<Feedback>();
            values.configure(settings, false);
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), values)) {
                producer.send(new ProducerRecord<>(NAMES.of(Topic.FEEDBACK), 0, "news1", feedback)).get();
            }
        }

        // When broker and registry have been stopped and started again
        try (var cluster = EmbeddedCluster.start(folder)) {
            // Then it is read as it was
            assertThat(cluster.records(NAMES.of(Topic.FEEDBACK), Feedback.class)).extracting(ConsumerRecord::value)
                    .containsExactly(feedback);
        }
    }
}
