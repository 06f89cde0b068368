package dev.telltale.vision.media;

/** A stream that no decoder can be opened for: the message names codec and reason. */
public final class UndecodableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UndecodableException(String message) {
        super(message);
    }
}
