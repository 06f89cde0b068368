package dev.telltale.topology.rules;

import java.io.Serial;

/** Says that a record is poison: it goes to the dead-letter topic and changes nothing. */
public final class RejectedRecordException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final DropReason reason;

    /** A record that is refused for the reason, with what was found in words. */
    public RejectedRecordException(DropReason reason, String found) {
        super(reason + ": " + found, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public DropReason reason() {
        return reason;
    }
}
