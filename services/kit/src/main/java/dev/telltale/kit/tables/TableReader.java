package dev.telltale.kit.tables;

import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads partitions of a compacted topic once, to their end: what a handler needs when it is assigned its partitions. */
public final class TableReader {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofSeconds(60);

    private TableReader() {}

    /**
     * The latest committed value of each key, tombstones left out. Waits for transactions that are open.
     *
     * @param partitions numbers
     * @throws TimeoutException where the end is not reached within a minute
     */
    public static <T extends SpecificRecord> Map<String, T> latest(KafkaClients kafka, Topic topic, Class<T> type,
            Collection<Integer> partitions) {
        var name = kafka.topics().of(topic);
        var mine = partitions.stream().map(number -> new TopicPartition(name, number)).toList();
        var values = new HashMap<String, T>();
        try (var consumer = kafka.reader("table")) {
            consumer.assign(mine);
            consumer.seekToBeginning(mine);
            var ends = TopicEnds.of(kafka, mine);
            var deadline = System.nanoTime() + MOST.toNanos();
            while (!reached(consumer, ends)) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("cannot read " + name + " to its end within " + MOST.toSeconds() + " s");
                }
                apply(kafka, topic, type, consumer, values);
            }
        }
        return values;
    }

    private static <T extends SpecificRecord> void apply(KafkaClients kafka, Topic topic, Class<T> type,
            Consumer<byte[], byte[]> consumer, Map<String, T> values) {
        for (var record : consumer.poll(POLL)) {
            var key = RecordCodec.text(record.key());
            if (record.value() == null) {
                values.remove(key);
                continue;
            }
            try {
                values.put(key, kafka.codec().decode(topic, type, record.value()));
            } catch (SerializationException unreadable) {
                LOG.warn("record is left out topic={} partition={} offset={} error={}", record.topic(),
                        record.partition(), record.offset(), unreadable.toString());
            }
        }
    }

    static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
