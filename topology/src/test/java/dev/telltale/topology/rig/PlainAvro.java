package dev.telltale.topology.rig;

import dev.telltale.schemas.Topic;
import dev.telltale.topology.AlertSerdes;

import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Avro without a registry. */
public final class PlainAvro implements AlertSerdes.Maker {

    @Override
    public <T extends SpecificRecord> Serde<T> make(Class<T> type) {
        Objects.requireNonNull(Topic.MARKS.valueType(), "loading the enum lets Avro trust our records");
        var writer = new SpecificDatumWriter<>(type);
        var reader = new SpecificDatumReader<>(type);
        Serializer<T> serializer = (topic, value) -> value == null ? null : write(writer, value);
        Deserializer<T> deserializer = (topic, bytes) -> bytes == null ? null : read(reader, bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static <T> byte[] write(SpecificDatumWriter<T> writer, T value) {
        try {
            var bytes = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(value, encoder);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(SpecificDatumReader<T> reader, byte[] bytes) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("not Avro", e);
        }
    }
}
