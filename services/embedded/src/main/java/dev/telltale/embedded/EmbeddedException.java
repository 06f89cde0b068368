package dev.telltale.embedded;

/** The embedded broker or registry cannot run; the message is one line that a person can act on. */
public sealed class EmbeddedException extends RuntimeException permits PortInUseException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what to do about it */
    public EmbeddedException(String message) {
        super(message);
    }

    /**
     * @param message what is wrong, where, and what to do about it
     * @param cause what led to it
     */
    public EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
