package dev.telltale.schemas.serde;

import dev.telltale.schemas.registry.HttpRegistryClient;
import dev.telltale.schemas.registry.RegistryClient;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Avro records to bytes in Confluent's wire format. Thread-safe, as a producer needs it.
 *
 * @param <T> the records
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    /** Cheaper to compare than schemas; a generated class has exactly one schema. */
    private record Target(String topic, Class<?> type) {}

    private final ConcurrentMap<Target, RecordWriter> writers = new ConcurrentHashMap<>();
    private @Nullable RegistryClient registry;
    private boolean ownsRegistry;
    private SerdeConfig config = SerdeConfig.from(Map.of(), false);

    /** For Kafka, which calls {@link #configure}. */
    public AvroSerializer() {}

    /** @param registry whom to ask; stays open when the serializer is closed */
    public AvroSerializer(RegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        config = SerdeConfig.from(settings, isKey);
        if (registry == null) {
            registry = HttpRegistryClient.from(settings);
            ownsRegistry = true;
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        if (record == null) {
            return null;
        }
        try {
            return writerFor(topic, record).write(record);
        } catch (IOException | RuntimeException unwritable) {
            if (unwritable instanceof org.apache.kafka.common.KafkaException known) {
                throw known;
            }
            throw new SerializationException("cannot write " + record.getSchema().getFullName() + " to topic " + topic
                    + ": " + unwritable.getMessage(), unwritable);
        }
    }

    private RecordWriter writerFor(String topic, T record) {
        var target = new Target(topic, record.getClass());
        var known = writers.get(target);
        if (known != null) {
            return known;
        }
        var writer = newWriter(topic, record);
        writers.put(target, writer);
        return writer;
    }

    private RecordWriter newWriter(String topic, T record) {
        var client = RegistryMissing.require(registry);
        var schema = record.getSchema();
        var subject = config.naming().subject(topic, config.isKey(), schema);
        if (config.useLatest()) {
            var latest = client.latest(subject);
            return RecordWriter.of(record, latest.schema(), latest.id());
        }
        return RecordWriter.of(record, schema, id(client, subject, schema));
    }

    private int id(RegistryClient client, String subject, Schema schema) {
        return config.autoRegister() ? client.register(subject, schema) : client.idOf(subject, schema);
    }

    @Override
    public void close() {
        if (ownsRegistry && registry != null) {
            registry.close();
        }
    }
}
