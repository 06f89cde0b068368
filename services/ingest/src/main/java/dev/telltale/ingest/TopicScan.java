package dev.telltale.ingest;

import dev.telltale.kit.kafka.KafkaClients;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads partitions of a compacted topic up to the end that they have now. */
final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients kafka;
    private final String client;

    TopicScan(KafkaClients kafka, String client) {
        this.kafka = kafka;
        this.client = client;
    }

    /** All partitions of a topic. */
    void all(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (var reader = kafka.reader(client)) {
            scan(reader, reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList(), each);
        }
    }

    /** These partitions. */
    void some(Collection<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (var reader = kafka.reader(client)) {
            scan(reader, partitions, each);
        }
    }

    private static void scan(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> reader,
            Collection<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        Set<TopicPartition> left = new HashSet<>(partitions);
        left.removeIf(partition -> reader.position(partition) >= ends.getOrDefault(partition, 0L));
        while (!left.isEmpty()) {
            reader.poll(POLL).forEach(each);
            left.removeIf(partition -> reader.position(partition) >= ends.getOrDefault(partition, 0L));
        }
    }
}
