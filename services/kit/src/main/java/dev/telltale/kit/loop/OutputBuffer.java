package dev.telltale.kit.loop;

import dev.telltale.kit.kafka.DeadLetterReason;
import dev.telltale.kit.kafka.DeadLetters;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Outputs of one transaction, held back until it begins: slow work then never outlives the transaction's time-out. */
final class OutputBuffer implements Outputs {
    private final KafkaClients kafka;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long bytes;

    OutputBuffer(KafkaClients kafka) {
        this.kafka = kafka;
    }

    @Override
    public void send(Topic topic, String key, @Nullable SpecificRecord value) {
        add(kafka.codec().encode(topic, key, value));
    }

    @Override
    public void deadLetter(Topic topic, ConsumerRecord<byte[], byte[]> original, DeadLetterReason reason,
            String detail) {
        add(DeadLetters.of(kafka.topics(), topic, original, reason, detail));
    }

    private void add(ProducerRecord<byte[], byte[]> record) {
        records.add(record);
        bytes += record.value() == null ? 0 : record.value().length;
    }

    List<ProducerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** Bytes of all values. */
    long bytes() {
        return bytes;
    }

    void clear() {
        records.clear();
        bytes = 0;
    }
}
