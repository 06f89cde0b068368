package dev.telltale.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** A record's bytes are not what its topic promises. Reading it again will not help: it belongs in the dead-letter topic. */
public final class UnreadableRecordException extends SerializationException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** Fewer than the five bytes of magic and id. */
        TOO_SHORT,
        /** The first byte is not 0. */
        WRONG_MAGIC,
        /** The registry has no schema with this id. */
        UNKNOWN_SCHEMA,
        /** The schema it was written with cannot be read as the type that is expected. */
        INCOMPATIBLE_SCHEMA,
        /** The bytes do not follow the schema they name. */
        CORRUPT
    }

    private final Reason reason;

    UnreadableRecordException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    UnreadableRecordException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is wrong with the bytes. */
    public Reason reason() {
        return reason;
    }
}
