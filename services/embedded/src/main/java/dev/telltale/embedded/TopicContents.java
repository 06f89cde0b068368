package dev.telltale.embedded;

import dev.telltale.schemas.serde.AvroDeserializer;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a topic holds at the moment of asking, committed records only.
 *
 * <p>
 * Read by assigned partitions from beginning to end offset: a checker that subscribed reported duplicates that were not
 * there.
 */
public final class TopicContents {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TopicContents() {}

    /**
     * Reads a topic of ours.
     *
     * @param settings {@code bootstrap.servers} and {@code schema.registry.url}
     * @param topic its full name
     * @param type class of the values
     * @return its records, partition by partition, in order of offset
     */
    public static <T extends SpecificRecord> List<ConsumerRecord<String, T>> read(Map<String, ?> settings, String topic,
            Class<T> type) {
        try (var values = new AvroDeserializer<>(type)) {
            values.configure(settings, false);
            return read(settings, topic, values);
        }
    }

    /** Reads a topic with any deserializer of values. */
    public static <T> List<ConsumerRecord<String, T>> read(Map<String, ?> settings, String topic,
            Deserializer<T> values) {
        var own = new HashMap<String, Object>(settings);
        own.put("isolation.level", "read_committed");
        own.put("fetch.max.wait.ms", 50);
        try (var consumer = new KafkaConsumer<>(own, new StringDeserializer(), values)) {
            var partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readTo(consumer, consumer.endOffsets(partitions, PATIENCE));
        }
    }

    private static <T> List<ConsumerRecord<String, T>> readTo(KafkaConsumer<String, T> consumer,
            Map<TopicPartition, Long> end) {
        var records = new ArrayList<ConsumerRecord<String, T>>();
        while (end.entrySet().stream()
                .anyMatch(partition -> consumer.position(partition.getKey(), PATIENCE) < partition.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        records.sort((a, b) -> a.partition() != b.partition()
                ? Integer.compare(a.partition(), b.partition())
                : Long.compare(a.offset(), b.offset()));
        return records;
    }
}
