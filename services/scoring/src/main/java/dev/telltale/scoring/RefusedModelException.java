package dev.telltale.scoring;

/** A model that may not be used; the message names model, version and cause. */
final class RefusedModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedModelException(String message) {
        super(message);
    }
}
