package dev.telltale.kit.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often records have failed, until their offset is committed: a record that was given up is read again when a
 * later one of its batch fails.
 */
final class Attempts {
    static final int MOST = 3;

    private record Place(TopicPartition partition, long offset) {}

    private record Failing(int failures, String lastError) {}

    private final Map<Place, Failing> failing = new HashMap<>();

    void failed(ConsumerRecord<?, ?> record, Exception error) {
        failing.put(place(record), new Failing(attempt(record), error.toString()));
    }

    /** Which attempt comes next, counted from 1. */
    int attempt(ConsumerRecord<?, ?> record) {
        var known = failing.get(place(record));
        return known == null ? 1 : known.failures() + 1;
    }

    boolean isPoison(ConsumerRecord<?, ?> record) {
        return attempt(record) > MOST;
    }

    String lastError(ConsumerRecord<?, ?> record) {
        var known = failing.get(place(record));
        return known == null ? "" : known.lastError();
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        failing.keySet().removeIf(place -> {
            var next = offsets.get(place.partition());
            return next != null && place.offset() < next.offset();
        });
    }

    private static Place place(ConsumerRecord<?, ?> record) {
        return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
    }
}
