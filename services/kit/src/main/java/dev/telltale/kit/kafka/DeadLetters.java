package dev.telltale.kit.kafka;

import dev.telltale.kit.AppVersion;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.charset.StandardCharsets;

/** Makes dead letters: the original key, value and headers, and headers that say where it came from and what was wrong. */
public final class DeadLetters {
    /** Topic it was read from. */
    public static final String TOPIC = "telltale.dlq.topic";
    /** Partition it was read from. */
    public static final String PARTITION = "telltale.dlq.partition";
    /** Offset it was read at. */
    public static final String OFFSET = "telltale.dlq.offset";
    /** A {@link DeadLetterReason}. */
    public static final String REASON = "telltale.dlq.reason";
    /** What was wrong, in words. */
    public static final String DETAIL = "telltale.dlq.detail";
    /** Version of the program that gave up on it. */
    public static final String APP_VERSION = "telltale.dlq.app.version";
    private static final int LONGEST_DETAIL = 2000;

    private DeadLetters() {}

    /** The letter, ready to be sent. */
    public static ProducerRecord<byte[], byte[]> of(TopicNames names, Topic topic,
            ConsumerRecord<byte[], byte[]> original, DeadLetterReason reason, String detail) {
        var letter = new ProducerRecord<>(names.deadLetter(topic), original.key(), original.value());
        original.headers().forEach(header -> letter.headers().add(header));
        return put(
                put(put(put(
                        put(put(letter, TOPIC, original.topic()), PARTITION, Integer.toString(original.partition())),
                        OFFSET, Long.toString(original.offset())), REASON, reason.name()), DETAIL, cut(detail)),
                APP_VERSION,
                AppVersion.current());
    }

    private static ProducerRecord<byte[], byte[]> put(ProducerRecord<byte[], byte[]> letter, String name,
            String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        return letter;
    }

    private static String cut(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }
}
