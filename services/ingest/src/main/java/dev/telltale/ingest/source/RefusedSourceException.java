package dev.telltale.ingest.source;

/** A StreamSpec that can never work. The message is one line for the person who wrote it. */
public final class RefusedSourceException extends Exception {
    private static final long serialVersionUID = 1;

    public RefusedSourceException(String message) {
        super(message);
    }
}
