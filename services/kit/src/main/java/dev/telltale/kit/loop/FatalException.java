package dev.telltale.kit.loop;

/** Nothing that a loop could mend by trying again. */
public final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what went wrong, for a person */
    public FatalException(String message, Throwable cause) {
        super(message, cause);
    }
}
