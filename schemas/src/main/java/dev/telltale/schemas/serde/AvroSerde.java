package dev.telltale.schemas.serde;

import dev.telltale.schemas.registry.RegistryClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

import java.util.Map;

/**
 * Both directions for Kafka Streams.
 *
 * @param <T> the records
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
    private final AvroSerializer<T> serializer;
    private final AvroDeserializer<T> deserializer;

    /** For Kafka, which calls {@link #configure}. */
    public AvroSerde() {
        this(new AvroSerializer<>(), new AvroDeserializer<>());
    }

    /**
     * @param type the class to read as
     * @param registry whom to ask; stays open when the serde is closed
     */
    public AvroSerde(Class<T> type, RegistryClient registry) {
        this(new AvroSerializer<>(registry), new AvroDeserializer<>(type, registry));
    }

    private AvroSerde(AvroSerializer<T> serializer, AvroDeserializer<T> deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    /**
     * A serde for values.
     *
     * @param type the class to read as
     * @param settings Confluent's property names, {@code schema.registry.url} first
     */
    public static <T extends SpecificRecord> AvroSerde<T> forValues(Class<T> type, Map<String, ?> settings) {
        var serde = new AvroSerde<>(new AvroSerializer<T>(), new AvroDeserializer<>(type));
        serde.configure(settings, false);
        return serde;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        serializer.configure(settings, isKey);
        deserializer.configure(settings, isKey);
    }

    @Override
    public Serializer<T> serializer() {
        return serializer;
    }

    @Override
    public Deserializer<T> deserializer() {
        return deserializer;
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }
}
