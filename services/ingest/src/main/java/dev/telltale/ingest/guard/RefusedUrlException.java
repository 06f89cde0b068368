package dev.telltale.ingest.guard;

/** An address is not of the strict form that is asked for. The message never repeats what may be a password. */
public final class RefusedUrlException extends Exception {
    private static final long serialVersionUID = 1;

    public RefusedUrlException(String message) {
        super(message);
    }
}
