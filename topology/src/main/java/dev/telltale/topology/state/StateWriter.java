package dev.telltale.topology.state;

import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;

/** Writes state compactly: Avro's binary primitives in a fixed order, without names. */
final class StateWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);

    /** The part of Avro's encoder that is used. */
    private interface Write {
        void to(BinaryEncoder encoder) throws IOException;
    }

    StateWriter number(long value) {
        return write(to -> to.writeLong(value));
    }

    StateWriter real(double value) {
        return write(to -> to.writeDouble(value));
    }

    StateWriter single(float value) {
        return write(to -> to.writeFloat(value));
    }

    StateWriter flag(boolean value) {
        return write(to -> to.writeBoolean(value));
    }

    StateWriter text(String value) {
        return write(to -> to.writeString(value));
    }

    StateWriter name(Enum<?> value) {
        return text(value.name());
    }

    StateWriter time(Instant value) {
        return number(value.getEpochSecond()).number(value.getNano());
    }

    <T> StateWriter list(Collection<T> values, BiConsumer<StateWriter, T> each) {
        number(values.size());
        values.forEach(value -> each.accept(this, value));
        return this;
    }

    <T> StateWriter optional(@Nullable T value, BiConsumer<StateWriter, T> write) {
        flag(value != null);
        if (value != null) {
            write.accept(this, value);
        }
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private StateWriter write(Write write) {
        try {
            write.to(encoder);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }
}
