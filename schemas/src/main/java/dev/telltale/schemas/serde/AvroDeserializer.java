package dev.telltale.schemas.serde;

import dev.telltale.schemas.registry.HttpRegistryClient;
import dev.telltale.schemas.registry.RegistryClient;
import dev.telltale.schemas.registry.RegistryRefusedException;
import dev.telltale.schemas.serde.UnreadableRecordException.Reason;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Bytes in Confluent's wire format to Avro records, whichever version of the schema they were written with.
 *
 * <p>
 * Throws {@link UnreadableRecordException} for bytes that will never be readable, and
 * {@link dev.telltale.schemas.registry.RegistryUnavailableException} where the schema could not be fetched for now.
 *
 * @param <T> the records
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {
    /** The class to read values as; without it the class that the written schema names. */
    public static final String VALUE_TYPE = "specific.avro.value.type";
    /** The class to read keys as; without it the class that the written schema names. */
    public static final String KEY_TYPE = "specific.avro.key.type";

    private final ConcurrentMap<Integer, RecordReader> readers = new ConcurrentHashMap<>();
    private @Nullable Class<? extends SpecificRecord> type;
    private @Nullable RegistryClient registry;
    private boolean ownsRegistry;

    /** For Kafka, which calls {@link #configure}. */
    public AvroDeserializer() {}

    /** @param type the class to read as; {@link #configure} says where the registry is */
    public AvroDeserializer(Class<T> type) {
        this.type = type;
    }

    /**
     * @param type the class to read as
     * @param registry whom to ask; stays open when the deserializer is closed
     */
    public AvroDeserializer(Class<T> type, RegistryClient registry) {
        this.type = type;
        this.registry = registry;
    }

    /**
     * Reads as the class that settings or, without any, the written schemas name.
     *
     * @param registry whom to ask; stays open when the deserializer is closed
     */
    public static <T extends SpecificRecord> AvroDeserializer<T> asking(RegistryClient registry) {
        var deserializer = new AvroDeserializer<T>();
        deserializer.registry = registry;
        return deserializer;
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        var key = isKey ? KEY_TYPE : VALUE_TYPE;
        var named = settings.get(key);
        if (type == null && named != null) {
            type = typeNamed(key, named);
        }
        if (registry == null) {
            registry = HttpRegistryClient.from(settings);
            ownsRegistry = true;
        }
    }

    private static Class<? extends SpecificRecord> typeNamed(String key, Object value) {
        try {
            var found = value instanceof Class<?> given ? given : Class.forName(value.toString());
            return found.asSubclass(SpecificRecord.class);
        } catch (ClassNotFoundException | ClassCastException wrong) {
            throw new ConfigException(key, value, "is not a generated Avro record");
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the reader makes instances of 'type', which is T where T is known
    public @Nullable T deserialize(String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        var id = WireFormat.readId(topic, data);
        return (T) readerFor(topic, id).read(topic, data);
    }

    private RecordReader readerFor(String topic, int id) {
        var known = readers.get(id);
        if (known != null) {
            return known;
        }
        try {
            var written = RegistryMissing.require(registry).schemaById(id);
            var reader = RecordReader.of(topic, id, written, type);
            readers.put(id, reader);
            return reader;
        } catch (RegistryRefusedException refused) {
            throw new UnreadableRecordException(Reason.UNKNOWN_SCHEMA,
                    "record of topic " + topic + " names schema id " + id + ": " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        if (ownsRegistry && registry != null) {
            registry.close();
        }
    }
}
