package dev.telltale.kit.loop;

import dev.telltale.kit.kafka.DeadLetterReason;
import dev.telltale.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Where a handler puts what it makes of its input: it all becomes visible together with the input's offset, or not at all. */
public interface Outputs {

    /**
     * Adds a record.
     *
     * @param key the stream's id where the topic is keyed by stream
     * @param value null: a tombstone
     */
    void send(Topic topic, String key, @Nullable SpecificRecord value);

    /** Adds the original record to the dead letters of {@code topic}. */
    void deadLetter(Topic topic, ConsumerRecord<byte[], byte[]> original, DeadLetterReason reason, String detail);
}
