package dev.telltale.local.supervise;

import org.jspecify.annotations.Nullable;

/** Something that the services need cannot be had; the message is for a person. */
public final class SetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message for a person, and what lies behind it. */
    public SetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
