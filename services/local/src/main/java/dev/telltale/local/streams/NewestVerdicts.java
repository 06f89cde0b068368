package dev.telltale.local.streams;

import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.Verdict;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The newest judged window of streams. The topic keeps months: it is read from its end, further back step by step where a
 * quiet stream lies below busy ones, and given up where even that does not show it.
 */
final class NewestVerdicts {
    private static final Logger LOG = LoggerFactory.getLogger(NewestVerdicts.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Offsets per partition; markers of transactions are among them. */
    private static final int[] STEPS = {200, 2_000, 20_000};

    private final KafkaClients kafka;
    private final Set<String> streams;
    private final Map<String, Verdict> found = new HashMap<>();

    private NewestVerdicts(KafkaClients kafka, Set<String> streams) {
        this.kafka = kafka;
        this.streams = streams;
    }

    /** By stream; a stream without a judged window among the newest is left out. */
    static Map<String, Verdict> of(KafkaClients kafka, Set<String> streams) {
        var newest = new NewestVerdicts(kafka, streams);
        if (!streams.isEmpty()) {
            newest.read();
        }
        return newest.found;
    }

    private void read() {
        try (TopicAdmin admin = new TopicAdmin(kafka); var consumer = kafka.reader("newest-verdicts")) {
            String name = kafka.topics().of(Topic.VERDICTS);
            List<TopicPartition> partitions = IntStream.range(0, admin.partitions(Topic.VERDICTS))
                    .mapToObj(number -> new TopicPartition(name, number)).toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (int step : STEPS) {
                ends.forEach((partition, end) -> consumer.seek(partition,
                        Math.max(end - step, begins.getOrDefault(partition, 0L))));
                readTo(ends, consumer);
                if (found.keySet().containsAll(streams)) {
                    return;
                }
            }
        }
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                String stream = RecordCodec.text(record.key());
                if (streams.contains(stream)) {
                    verdict(record).filter(verdict -> verdict.getOpinions() > 0)
                            .ifPresent(verdict -> found.merge(stream, verdict, NewestVerdicts::chosen));
                }
            }
        }
    }

    private Optional<Verdict> verdict(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(kafka.codec().decode(Topic.VERDICTS, Verdict.class, record.value()));
        } catch (SerializationException unreadable) {
            LOG.warn("record is left out topic={} partition={} offset={} error={}", record.topic(), record.partition(),
                    record.offset(), unreadable.toString());
            return Optional.empty();
        }
    }

    /** The later one; of two faces in the same window the more suspicious one. */
    private static Verdict chosen(Verdict earlier, Verdict later) {
        boolean sameWindow = earlier.getEpoch().equals(later.getEpoch()) && earlier.getWindow() == later.getWindow();
        return sameWindow && earlier.getFakeProbability() > later.getFakeProbability() ? earlier : later;
    }
}
