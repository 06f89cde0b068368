package dev.telltale.vision.media;

/** An input cannot be opened or read on. The message is one line: which input, and what is wrong with it. */
public final class MediaInputException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Fault {
        /** There is no such file. */
        MISSING,
        /** It is not a regular, readable file. */
        NOT_A_FILE,
        /** It holds no byte. */
        EMPTY,
        /** It is something else than video: text, a playlist, a script, an unknown or refused format. */
        NOT_VIDEO,
        /** It ends before its index or first packet. */
        TRUNCATED,
        /** It has no video stream. */
        NO_VIDEO,
        /** A limit is exceeded: streams, bytes, duration, pixels. */
        TOO_LARGE,
        /** Nobody answers where it is said to be, or what answers does not give it. */
        UNREACHABLE,
        /** Its address is one that may not be dialled. */
        FORBIDDEN,
        /** No packet came in time. */
        STALLED,
        /** Somebody asked it to stop. */
        CANCELLED,
        /** It broke while being read. */
        BROKEN
    }

    private final Fault fault;
    private final String what;

    public MediaInputException(Fault fault, String input, String what) {
        super(input + ": " + what);
        this.fault = fault;
        this.what = what;
    }

    public MediaInputException(Fault fault, String input, String what, Throwable cause) {
        super(input + ": " + what, cause);
        this.fault = fault;
        this.what = what;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /** What is wrong with it in words, without the input's name. */
    public String what() {
        return what;
    }
}
