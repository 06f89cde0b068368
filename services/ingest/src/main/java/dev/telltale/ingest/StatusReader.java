package dev.telltale.ingest;

import dev.telltale.ingest.worker.StreamPublisher;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what ingest last said of streams, whichever instance it was: the truth about what has been committed. */
final class StatusReader {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReader.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients kafka;
    private final String client;

    StatusReader(KafkaClients kafka, String client) {
        this.kafka = kafka;
        this.client = client;
    }

    /** Returns the last committed status of those of the streams that have one. */
    Map<String, StreamStatus> read(Collection<String> streams) {
        Map<String, StreamStatus> found = new HashMap<>();
        if (streams.isEmpty()) {
            return found;
        }
        Map<String, String> keys = new HashMap<>();
        streams.forEach(stream -> keys.put(StreamPublisher.statusKey(stream), stream));
        try (Consumer<byte[], byte[]> consumer = kafka.reader(client)) {
            List<TopicPartition> partitions = consumer.partitionsFor(kafka.topics().of(Topic.STATUS)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<TopicPartition> left = new HashSet<>(partitions);
            while (left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))
                    || !left.isEmpty()) {
                if (left.isEmpty()) {
                    break;
                }
                consumer.poll(POLL).forEach(record -> note(record, keys, found));
            }
        }
        return found;
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Map<String, String> keys,
            Map<String, StreamStatus> found) {
        String stream = keys.get(RecordCodec.text(record.key()));
        if (stream == null) {
            return;
        }
        if (record.value() == null) {
            found.remove(stream);
            return;
        }
        try {
            found.put(stream, kafka.codec().decode(Topic.STATUS, StreamStatus.class, record.value()));
        } catch (SerializationException e) {
            LOG.warn("status not readable stream={} reason={}", stream, e.getMessage());
        }
    }
}
