package dev.telltale.trainer.operators;

/** A graph asks for something that the interpreter does not execute; the message names node, operator and attribute. */
public final class UnsupportedGraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Refuses with a message that names what is not supported. */
    public UnsupportedGraphException(String message) {
        super(message);
    }
}
