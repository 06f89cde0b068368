package dev.telltale.embedded;

/** A port that broker or registry need belongs to another program. */
public final class PortInUseException extends EmbeddedException {
    private static final long serialVersionUID = 1L;

    PortInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
