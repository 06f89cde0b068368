package dev.telltale.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/** A registry said no; asking again will not change that. */
public final class RegistryRefusedException extends SerializationException {
    private static final long serialVersionUID = 1L;

    /** Confluent's code for an unknown subject. */
    public static final int SUBJECT_NOT_FOUND = 40401;
    /** Confluent's code for an unknown version. */
    public static final int VERSION_NOT_FOUND = 40402;
    /** Confluent's code for an unknown schema or id. */
    public static final int SCHEMA_NOT_FOUND = 40403;

    private final int status;
    private final int code;

    /**
     * @param message one line: which registry, what was asked, what it said
     * @param status HTTP status
     * @param code the registry's own error code; the status where it gave none
     */
    public RegistryRefusedException(String message, int status, int code) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Confluent's error code, for example 40403; the HTTP status where the registry gave none. */
    public int code() {
        return code;
    }

    /** Whether the thing asked for does not exist. */
    public boolean isNotFound() {
        return status == 404;
    }
}
