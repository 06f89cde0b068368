package dev.telltale.topology.state;

import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
    private final BinaryDecoder decoder;
    private final long version;

    StateReader(byte[] bytes) {
        decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        version = number();
    }

    /** The part of Avro's decoder that is used. */
    private interface Read<T> {
        T from(BinaryDecoder decoder) throws IOException;
    }

    /** Version of the layout in which it was written. */
    long version() {
        return version;
    }

    /** Whether what this version of the layout brought has been written. */
    boolean since(long layout) {
        return version >= layout;
    }

    long number() {
        return read(BinaryDecoder::readLong);
    }

    int whole() {
        return Math.toIntExact(number());
    }

    double real() {
        return read(BinaryDecoder::readDouble);
    }

    float single() {
        return read(BinaryDecoder::readFloat);
    }

    boolean flag() {
        return read(BinaryDecoder::readBoolean);
    }

    String text() {
        return read(BinaryDecoder::readString);
    }

    <E extends Enum<E>> E name(Class<E> type) {
        return Enum.valueOf(type, text());
    }

    Instant time() {
        return Instant.ofEpochSecond(number(), number());
    }

    <T> List<T> list(Function<StateReader, T> each) {
        var size = whole();
        var values = new ArrayList<T>(size);
        for (int i = 0; i < size; i++) {
            values.add(each.apply(this));
        }
        return values;
    }

    <T> @Nullable T optional(Function<StateReader, T> read) {
        return flag() ? read.apply(this) : null;
    }

    private <T> T read(Read<T> read) {
        try {
            return read.from(decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("state is shorter than it should be", e);
        }
    }
}
