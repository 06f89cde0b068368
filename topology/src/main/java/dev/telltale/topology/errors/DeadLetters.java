package dev.telltale.topology.errors;

import dev.telltale.schemas.TopicNames;
import dev.telltale.topology.rules.DropCounter;
import dev.telltale.topology.rules.DropReason;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes dead letters: the original key, value and headers, and headers that say where they lay and what was wrong. The names are those of
 * all of Telltale's dead letters.
 *
 * @param topics names of the topics
 * @param version version of the application
 * @param drops counts each
 */
public record DeadLetters(TopicNames topics, String version, DropCounter drops) {
    /** Under this name the handlers find the instance in the configuration of Kafka Streams. */
    public static final String CONFIG = "telltale.dead.letters";
    /** Header: topic of the original. */
    public static final String TOPIC = "telltale.dlq.topic";
    /** Header: partition of the original. */
    public static final String PARTITION = "telltale.dlq.partition";
    /** Header: offset of the original. */
    public static final String OFFSET = "telltale.dlq.offset";
    /** Header: a {@link DropReason}. */
    public static final String REASON = "telltale.dlq.reason";
    /** Header: what was found, in words. */
    public static final String DETAIL = "telltale.dlq.detail";
    /** Header: version of the application. */
    public static final String VERSION = "telltale.dlq.app.version";

    static DeadLetters from(Map<String, ?> configs) {
        if (configs.get(CONFIG) instanceof DeadLetters letters) {
            return letters;
        }
        throw new ConfigException(
                CONFIG + " must be a " + DeadLetters.class.getName() + ", got: " + configs.get(CONFIG));
    }

    /** The letter for a record, counted; none where the record did not come from a topic of ours. */
    List<ProducerRecord<byte[], byte[]>> letters(ErrorHandlerContext context, byte @Nullable [] key,
            byte @Nullable [] value,
            DropReason reason, String detail) {
        drops.count(reason);
        var source = context.topic() == null ? null : topics.topic(context.topic()).orElse(null);
        if (source == null || !reason.deadLettered()) {
            return List.of();
        }
        var headers = new RecordHeaders(context.headers());
        add(headers, TOPIC, context.topic());
        add(headers, PARTITION, Integer.toString(context.partition()));
        add(headers, OFFSET, Long.toString(context.offset()));
        add(headers, REASON, reason.name());
        add(headers, DETAIL, detail);
        add(headers, VERSION, version);
        return List.of(new ProducerRecord<>(topics.deadLetter(source), null, null, key, value, headers));
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
