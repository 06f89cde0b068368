package dev.telltale.schemas;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a topic is kept.
 *
 * @param retention how long records are kept; empty: the latest of each key for ever
 * @param maxMessageBytes largest record batch, bytes
 * @param isOnePartition small and read as a whole by everyone: one partition keeps it in order
 * @param isPublic others than Telltale read it
 */
public record TopicPolicy(Optional<Duration> retention, int maxMessageBytes, boolean isOnePartition, boolean isPublic) {

    private static final int MEBIBYTE = 1 << 20;
    /** Room for key, headers and batch around a value of the stated size. */
    private static final int ENVELOPE_BYTES = 64 << 10;

    static TopicPolicy compacted() {
        return new TopicPolicy(Optional.empty(), MEBIBYTE, false, false);
    }

    static TopicPolicy kept(Duration retention) {
        return new TopicPolicy(Optional.of(retention), MEBIBYTE, false, false);
    }

    TopicPolicy atMostMebibytes(int mebibytes) {
        return new TopicPolicy(retention, mebibytes * MEBIBYTE + ENVELOPE_BYTES, isOnePartition, isPublic);
    }

    TopicPolicy onePartition() {
        return new TopicPolicy(retention, maxMessageBytes, true, isPublic);
    }

    TopicPolicy visible() {
        return new TopicPolicy(retention, maxMessageBytes, isOnePartition, true);
    }

    Map<String, String> configs() {
        var configs = new LinkedHashMap<String, String>();
        configs.put("max.message.bytes", Integer.toString(maxMessageBytes));
        retention.ifPresentOrElse(time -> putRetention(configs, time), () -> configs.put("cleanup.policy", "compact"));
        return configs;
    }

    /** A segment is deleted as a whole, so short retention needs segments that are shorter still. */
    private static void putRetention(Map<String, String> configs, Duration time) {
        configs.put("cleanup.policy", "delete");
        configs.put("retention.ms", Long.toString(time.toMillis()));
        var segment = time.dividedBy(6);
        var week = Duration.ofDays(7);
        configs.put("segment.ms", Long.toString((segment.compareTo(week) < 0 ? segment : week).toMillis()));
    }
}
