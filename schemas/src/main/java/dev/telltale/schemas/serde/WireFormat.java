package dev.telltale.schemas.serde;

import dev.telltale.schemas.serde.UnreadableRecordException.Reason;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Confluent's envelope: a zero byte, the schema's id as four bytes big-endian, then Avro binary. */
final class WireFormat {
    static final int HEADER_BYTES = 5;
    private static final byte MAGIC = 0;

    private WireFormat() {}

    static void writeHeader(ByteArrayOutputStream out, int id) {
        out.write(MAGIC);
        out.write(id >>> 24);
        out.write(id >>> 16);
        out.write(id >>> 8);
        out.write(id);
    }

    /** The id of the schema the record was written with. */
    static int readId(String topic, byte[] data) {
        if (data.length < HEADER_BYTES) {
            throw new UnreadableRecordException(Reason.TOO_SHORT, "record of topic " + topic + " has " + data.length
                    + " bytes, expected at least " + HEADER_BYTES + " (magic and schema id)");
        }
        if (data[0] != MAGIC) {
            throw new UnreadableRecordException(Reason.WRONG_MAGIC,
                    "record of topic " + topic + " begins with byte " + data[0]
                            + ", expected 0 (Confluent wire format)");
        }
        return ByteBuffer.wrap(data, 1, Integer.BYTES).getInt();
    }
}
