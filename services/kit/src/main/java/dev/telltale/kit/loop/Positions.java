package dev.telltale.kit.loop;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Per partition of ours: what is committed, and how far the batch under way has come. */
final class Positions {
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** Asks the broker where work goes on; where nothing was ever committed, at the earliest record. */
    Map<TopicPartition, OffsetAndMetadata> load(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var known = consumer.committed(java.util.Set.copyOf(partitions));
        var earliest = consumer.beginningOffsets(partitions);
        var found = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : partitions) {
            var begin = Objects.requireNonNullElse(earliest.get(partition), 0L);
            var at = known.get(partition);
            found.put(partition, at == null || at.offset() < begin ? new OffsetAndMetadata(begin) : at);
        }
        found.forEach((partition, at) -> committed.put(partition, at.offset()));
        partitions.forEach(next::remove);
        return found;
    }

    /** Puts the consumer where work goes on, or earlier where the handler wants that and the records still exist. */
    void seek(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> found, Map<TopicPartition, Long> wanted) {
        var earliest = consumer.beginningOffsets(found.keySet());
        found.forEach((partition, at) -> {
            var begin = Objects.requireNonNullElse(earliest.get(partition), 0L);
            var from = Math.min(at.offset(), wanted.getOrDefault(partition, at.offset()));
            consumer.seek(partition, Math.max(begin, from));
        });
    }

    void forget(Collection<TopicPartition> partitions) {
        committed.keySet().removeAll(partitions);
        next.keySet().removeAll(partitions);
    }

    boolean isReplay(TopicPartition partition, long offset) {
        return offset < committed.getOrDefault(partition, 0L);
    }

    void handled(TopicPartition partition, long offset) {
        if (!isReplay(partition, offset)) {
            next.put(partition, offset + 1);
        }
    }

    Map<TopicPartition, OffsetAndMetadata> uncommitted() {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        next.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        return offsets;
    }

    void committedAll() {
        committed.putAll(next);
        next.clear();
    }
}
