package dev.telltale.kit.kafka;

import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.serde.AvroDeserializer;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Values to bytes and back, with the serializers that the configuration names. Our clients move bytes; this turns them
 * into records at the one place where a failure can be answered with the original bytes at hand. Thread-safe.
 */
public final class RecordCodec implements AutoCloseable {
    private final TelltaleConfig config;
    private final TopicNames names;
    private final Serializer<SpecificRecord> serializer;
    private final Map<Topic, Deserializer<SpecificRecord>> deserializers = new EnumMap<>(Topic.class);

    /** Asks the registry for nothing until the first record. */
    public RecordCodec(TelltaleConfig config) {
        this.config = config;
        this.names = new TopicNames(config.topics().prefix());
        this.serializer = newSerializer();
        for (var topic : Topic.values()) {
            deserializers.put(topic, newDeserializer(topic.valueType()));
        }
    }

    /** A record for {@code topic}; a null value is a tombstone. */
    public ProducerRecord<byte[], byte[]> encode(Topic topic, String key, @Nullable SpecificRecord value) {
        var bytes = value == null ? null : encode(topic, value);
        var record = new ProducerRecord<byte[], byte[]>(names.of(topic), bytes(key), bytes);
        if (value instanceof FaceWindow window) {
            WindowName.of(window).addTo(record.headers());
        }
        return record;
    }

    /** The value's bytes. */
    public byte[] encode(Topic topic, SpecificRecord value) {
        if (!topic.valueType().isInstance(value)) {
            throw new IllegalArgumentException(topic + " carries " + topic.valueType().getSimpleName() + ", not "
                    + value.getClass().getSimpleName());
        }
        return serializer.serialize(names.of(topic), value);
    }

    /**
     * The value.
     *
     * @throws SerializationException where the bytes are not what the topic promises, null included
     */
    public <T extends SpecificRecord> T decode(Topic topic, Class<T> type, byte @Nullable [] value) {
        if (value == null) {
            throw new SerializationException("record of topic " + names.of(topic) + " has no value");
        }
        var deserializer = deserializers.get(topic);
        if (deserializer == null) {
            throw new IllegalStateException("no deserializer for " + topic);
        }
        return type.cast(deserializer.deserialize(names.of(topic), value));
    }

    /** Whether reading the bytes again cannot help; false where the registry could not be asked. */
    public static boolean isHopeless(SerializationException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return false;
            }
        }
        return true;
    }

    /** A serde for Kafka Streams. */
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return Serdes.serdeFrom(this.<T>newSerializer(), this.<T>newDeserializer(type));
    }

    /** Keys are UTF-8. */
    public static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Keys are UTF-8; a missing one is empty. */
    public static String text(byte @Nullable [] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }

    /** The class is only known by name; that it fits our records is for the operator who names it to see to. */
    @SuppressWarnings("unchecked")
    private <T extends SpecificRecord> Serializer<T> newSerializer() {
        Serializer<T> made = instance(config.kafka().serializer(), Serializer.class);
        made.configure(config.registry().properties(), false);
        return made;
    }

    @SuppressWarnings("unchecked") // as above
    private <T extends SpecificRecord> Deserializer<T> newDeserializer(Class<? extends SpecificRecord> type) {
        Deserializer<T> made = instance(config.kafka().deserializer(), Deserializer.class);
        var settings = new HashMap<String, Object>(config.registry().properties());
        settings.put(AvroDeserializer.VALUE_TYPE, type.getName());
        settings.put("specific.avro.reader", "true");
        made.configure(settings, false);
        return made;
    }

    private static <C> C instance(String className, Class<C> type) {
        try {
            return Utils.newInstance(className, type);
        } catch (ClassNotFoundException missing) {
            throw new IllegalArgumentException(className + " is not on the class path", missing);
        }
    }

    @Override
    public void close() {
        serializer.close();
        deserializers.values().forEach(Deserializer::close);
    }
}
