package dev.telltale.schemas.serde;

import dev.telltale.schemas.TrustedRecords;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/** Writes records of one schema under one id. Thread-safe; reuses one buffer where nobody else is writing. */
final class RecordWriter {
    /** A buffer that has grown beyond this is let go: one large crop must not cost memory for ever. */
    private static final int KEPT_BYTES = 1 << 20;

    private static final class Scratch {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 10);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    }

    private final int id;
    private final DatumWriter<SpecificRecord> writer;
    private final AtomicReference<@Nullable Scratch> spare = new AtomicReference<>();

    private RecordWriter(int id, DatumWriter<SpecificRecord> writer) {
        this.id = id;
        this.writer = writer;
    }

    static RecordWriter of(SpecificRecord example, Schema schema, int id) {
        TrustedRecords.trust(example.getClass());
        var data = SpecificData.getForClass(example.getClass());
        return new RecordWriter(id, new SpecificDatumWriter<>(schema, data));
    }

    byte[] write(SpecificRecord record) throws IOException {
        var idle = spare.getAndSet(null);
        var scratch = idle == null ? new Scratch() : idle;
        scratch.bytes.reset();
        WireFormat.writeHeader(scratch.bytes, id);
        writer.write(record, scratch.encoder);
        scratch.encoder.flush();
        var result = scratch.bytes.toByteArray();
        if (result.length <= KEPT_BYTES) {
            spare.set(scratch);
        }
        return result;
    }
}
