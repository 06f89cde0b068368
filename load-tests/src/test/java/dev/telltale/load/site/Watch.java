package dev.telltale.load.site;

import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.Verdict;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Notes when a consumer of committed records gets the first verdict of each window. */
public final class Watch implements AutoCloseable {
    private final KafkaClients kafka;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Map<Long, Instant>> arrivals = new ConcurrentHashMap<>();

    Watch(KafkaClients kafka) {
        this.kafka = kafka;
        consumer = kafka.reader("watch");
        List<TopicPartition> partitions = consumer.partitionsFor(kafka.topics().of(Topic.VERDICTS)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Thread.ofPlatform().daemon().name("watch").start(this::read);
    }

    /** By window. */
    public Map<Long, Instant> arrivals(String stream) {
        return Map.copyOf(arrivals.getOrDefault(stream, Map.of()));
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    note(record, Instant.now());
                }
            }
        } catch (WakeupException closed) {
            consumer.close();
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Instant now) {
        Verdict verdict = kafka.codec().decode(Topic.VERDICTS, Verdict.class, record.value());
        arrivals.computeIfAbsent(RecordCodec.text(record.key()), stream -> new ConcurrentSkipListMap<>())
                .putIfAbsent(verdict.getWindow(), now);
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
