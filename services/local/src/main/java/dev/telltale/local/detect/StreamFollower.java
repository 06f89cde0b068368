package dev.telltale.local.detect;

import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.tables.TopicEnds;
import dev.telltale.schemas.StatusReporter;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads what the topics say of one stream from now on: the partitions of its keys, assigned by hand, committed records
 * only. A subscription would rebalance, and read some records twice.
 */
final class StreamFollower implements AutoCloseable {
    private static final List<Topic> TOPICS = List.of(Topic.MARKS, Topic.VERDICTS, Topic.ALERTS);
    private final KafkaClients kafka;
    private final StreamRecords records;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Topic> assigned = new LinkedHashMap<>();

    StreamFollower(KafkaClients kafka, String stream) {
        this.kafka = kafka;
        this.records = new StreamRecords(stream);
        this.consumer = kafka.reader("detect-" + stream);
        for (StatusReporter reporter : List.of(StatusReporter.INGEST, StatusReporter.AGGREGATOR)) {
            assign(Topic.STATUS, stream + "/" + reporter.name().toLowerCase(Locale.ROOT));
        }
        TOPICS.forEach(topic -> assign(topic, stream));
        consumer.assign(assigned.keySet());
        consumer.endOffsets(assigned.keySet()).forEach(consumer::seek);
    }

    /** What has been read so far. */
    StreamRecords records() {
        return records;
    }

    /** Reads what comes within a moment; says whether anything of this stream came. */
    boolean poll(Duration moment) {
        long before = records.count();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(moment)) {
            take(record);
        }
        return records.count() > before;
    }

    /** Reads on to where all partitions end now: what was committed before this call is in the records after it. */
    void drain() {
        Map<TopicPartition, Long> ends = TopicEnds.of(kafka, assigned.keySet());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(Duration.ofMillis(100));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Topic topic = assigned.get(new TopicPartition(record.topic(), record.partition()));
        String key = RecordCodec.text(record.key());
        if (topic != null && record.value() != null && records.isOurs(topic, key)) {
            records.add(topic, kafka.codec().decode(topic, topic.valueType(), record.value()));
        }
    }

    /** The partition that Kafka's own partitioner gives to a key. */
    private void assign(Topic topic, String key) {
        String name = kafka.topics().of(topic);
        int partitions = consumer.partitionsFor(name).size();
        int partition = Utils.toPositive(Utils.murmur2(RecordCodec.bytes(key))) % partitions;
        assigned.put(new TopicPartition(name, partition), topic);
    }
}
