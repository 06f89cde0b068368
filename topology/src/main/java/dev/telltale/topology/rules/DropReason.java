package dev.telltale.topology.rules;

/** Why a record had no effect. Each is counted under its reason; those that {@link #deadLettered()} are also kept. */
public enum DropReason {
    /** Bytes that are no record of the expected kind. */
    UNREADABLE(true),
    /** No key. */
    NULL_KEY(true),
    /** No value where one is needed. */
    NULL_VALUE(true),
    /** The key is not the record's stream. */
    KEY_MISMATCH(true),
    /** Stream or epoch is no legal name. */
    BAD_NAME(true),
    /** Claims to have been captured after it was written. */
    FUTURE(true),
    /** A window or track number below its least value. */
    NEGATIVE_NUMBER(true),
    /** A window length outside 100 ms to 60 s. */
    BAD_WINDOW_LENGTH(true),
    /** A number that is none, or outside its range. */
    BAD_NUMBER(true),
    /** An opinion without a score, or a reason and a score at once. */
    CONTRADICTION(true),
    /** A detector, or bytes of it, that the plan does not name. */
    UNKNOWN_DETECTOR(true),
    /** A track that the window's mark does not list. */
    UNKNOWN_TRACK(true),
    /** A window far beyond all before it. */
    WINDOW_JUMP(true),
    /** The rules themselves failed on it. */
    PROCESSING_FAILED(true),
    /** What came out of it was too large for its topic. */
    TOO_LARGE(true),
    /** Its window, or its epoch, has been applied. */
    LATE(false),
    /** The score of a shadow detector whose window has been applied: shadows are not waited for. */
    SHADOW_LATE(false),
    /** Its name had been used before: the first counts. */
    DUPLICATE(false),
    /** A window after the end of its epoch. */
    AFTER_END(false),
    /** A score whose window never got a mark. */
    ORPHAN(false),
    /** A plan that cannot be read or whose numbers make no sense. */
    BAD_PLAN(false);

    private final boolean deadLettered;

    DropReason(boolean deadLettered) {
        this.deadLettered = deadLettered;
    }

    /** Whether the original bytes are kept in the dead-letter topic of the source. */
    public boolean deadLettered() {
        return deadLettered;
    }
}
