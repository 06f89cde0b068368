package dev.telltale.topology.state;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** Serdes of the state stores. The first number is the layout's version, so that a later release can read what an earlier one wrote. */
final class StateSerde {
    /** Version of the layout that is written. */
    static final int VERSION = 2;

    private StateSerde() {}

    static <T> Serde<T> of(BiConsumer<StateWriter, T> write, Function<StateReader, T> read) {
        Serializer<T> serializer = (topic, value) -> serialize(value, write);
        Deserializer<T> deserializer = (topic, bytes) -> deserialize(topic, bytes, read);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static <T> byte @Nullable [] serialize(@Nullable T value, BiConsumer<StateWriter, T> write) {
        if (value == null) {
            return null;
        }
        var writer = new StateWriter().number(VERSION);
        write.accept(writer, value);
        return writer.toBytes();
    }

    private static <T> @Nullable T deserialize(String topic, byte @Nullable [] bytes, Function<StateReader, T> read) {
        if (bytes == null) {
            return null;
        }
        var reader = new StateReader(bytes);
        if (reader.version() > VERSION) {
            throw new SerializationException(
                    "state of " + topic + " has layout version " + reader.version() + ", this release reads up to "
                            + VERSION + "; start the release that wrote it");
        }
        return read.apply(reader);
    }
}
