package dev.telltale.schemas.serde;

import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TrustedRecords;
import dev.telltale.schemas.serde.UnreadableRecordException.Reason;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/** Reads records that were written with one schema as instances of one class. Thread-safe. */
final class RecordReader {
    private final int id;
    private final Schema written;
    private final SpecificDatumReader<SpecificRecord> reader;
    private final AtomicReference<@Nullable BinaryDecoder> spare = new AtomicReference<>();

    private RecordReader(int id, Schema written, SpecificDatumReader<SpecificRecord> reader) {
        this.id = id;
        this.written = written;
        this.reader = reader;
    }

    static RecordReader of(String topic, int id, Schema written, @Nullable Class<? extends SpecificRecord> type) {
        TrustedRecords.trust(type == null ? Topic.class : type);
        var target = type == null ? typeOf(topic, id, written) : type;
        var data = PlainLists.of(target);
        var wanted = data.getSchema(target);
        var match = SchemaCompatibility.checkReaderWriterCompatibility(wanted, written);
        if (match.getType() != SchemaCompatibilityType.COMPATIBLE) {
            var first = match.getResult().getIncompatibilities().getFirst();
            throw new UnreadableRecordException(Reason.INCOMPATIBLE_SCHEMA,
                    "record of topic " + topic + " was written as " + written.getFullName() + " (schema id " + id
                            + "), which cannot be read as " + wanted.getFullName() + ": " + first.getType() + " at "
                            + first.getLocation() + ": " + first.getMessage());
        }
        return new RecordReader(id, written, new SpecificDatumReader<>(written, wanted, data));
    }

    private static Class<? extends SpecificRecord> typeOf(String topic, int id, Schema written) {
        Class<?> type = SpecificData.get().getClass(written);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new UnreadableRecordException(Reason.INCOMPATIBLE_SCHEMA, "record of topic " + topic
                    + " was written as " + written.getFullName() + " (schema id " + id
                    + "), of which there is no class");
        }
        return type.asSubclass(SpecificRecord.class);
    }

    /** Corrupt bytes may make Avro throw nearly anything, absurd array sizes included; all of it means one thing here. */
    SpecificRecord read(String topic, byte[] data) {
        try {
            var decoder = DecoderFactory.get().binaryDecoder(data, WireFormat.HEADER_BYTES,
                    data.length - WireFormat.HEADER_BYTES, spare.getAndSet(null));
            var record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes are left over after the record");
            }
            spare.set(decoder);
            return record;
        } catch (IOException | RuntimeException | OutOfMemoryError corrupt) {
            throw new UnreadableRecordException(Reason.CORRUPT,
                    "record of topic " + topic + " (" + data.length + " bytes) is not a " + written.getFullName()
                            + " of schema id " + id + ": " + reason(corrupt),
                    corrupt);
        }
    }

    private static String reason(Throwable corrupt) {
        return corrupt.getMessage() == null ? corrupt.getClass().getSimpleName() : corrupt.getMessage();
    }
}
