package dev.telltale.local.doctor;

/**
 * What one check found.
 *
 * @param check what was looked at, for example "memory"
 * @param state how it is
 * @param detail the facts, and what to do where they are bad
 */
public record Finding(String check, State state, String detail) {
    /** How bad it is. */
    public enum State {
        /** Nothing to do. */
        OK,
        /** Works, but less well than it could. */
        WARNING,
        /** Commands will fail. */
        ERROR
    }

    /** A finding that asks for nothing. */
    public static Finding ok(String check, String detail) {
        return new Finding(check, State.OK, detail);
    }

    /** A finding that a person should know of. */
    public static Finding warning(String check, String detail) {
        return new Finding(check, State.WARNING, detail);
    }

    /** A finding that stops commands. */
    public static Finding error(String check, String detail) {
        return new Finding(check, State.ERROR, detail);
    }
}
