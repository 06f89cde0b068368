package dev.telltale.kit.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.Map;

/** Counts how often the record that stops a partition has failed. */
final class Attempts {
    static final int MOST = 3;

    private record Failing(long offset, int failures, String lastError) {}

    private final Map<TopicPartition, Failing> failing = new HashMap<>();

    void failed(ConsumerRecord<?, ?> record, Exception error) {
        failing.put(partition(record), new Failing(record.offset(), attempt(record), error.toString()));
    }

    /** Which attempt comes next, counted from 1. */
    int attempt(ConsumerRecord<?, ?> record) {
        var known = failing.get(partition(record));
        return known != null && known.offset() == record.offset() ? known.failures() + 1 : 1;
    }

    boolean isPoison(ConsumerRecord<?, ?> record) {
        return attempt(record) > MOST;
    }

    String lastError(ConsumerRecord<?, ?> record) {
        var known = failing.get(partition(record));
        return known == null ? "" : known.lastError();
    }

    void passed(ConsumerRecord<?, ?> record) {
        var known = failing.get(partition(record));
        if (known != null && known.offset() == record.offset()) {
            failing.remove(partition(record));
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
