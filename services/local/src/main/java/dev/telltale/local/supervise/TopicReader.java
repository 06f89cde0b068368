package dev.telltale.local.supervise;

import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a topic from its beginning to where it ended when asked: assigned by hand, committed records only. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private final KafkaClients kafka;

    /** Reads with clients of these settings. */
    public TopicReader(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** The last value of each key of a compacted topic, in the order in which the keys were last written. */
    public <T extends SpecificRecord> Map<String, T> table(Topic topic, Class<T> type) {
        Map<String, T> table = new LinkedHashMap<>();
        read(topic, record -> {
            String key = RecordCodec.text(record.key());
            table.remove(key);
            if (record.value() != null) {
                table.put(key, kafka.codec().decode(topic, type, record.value()));
            }
        });
        return table;
    }

    /** The keys of a compacted topic that have a value. */
    public Set<String> keys(Topic topic) {
        Map<String, Boolean> alive = new LinkedHashMap<>();
        read(topic, record -> alive.put(RecordCodec.text(record.key()), record.value() != null));
        alive.values().removeIf(present -> !present);
        return alive.keySet();
    }

    private void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (var consumer = kafka.reader("reader")) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topics().of(topic)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(each);
            }
        }
    }
}
