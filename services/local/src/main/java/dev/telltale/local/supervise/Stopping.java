package dev.telltale.local.supervise;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether this process is on its way out: what fails from then on fails because of that, and is not worth a word. */
public final class Stopping {
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Stopping() {}

    /** Begins; false where the end has begun already. */
    static boolean begin() {
        return BEGUN.compareAndSet(false, true);
    }

    /** Whether the end has begun. */
    public static boolean now() {
        return BEGUN.get();
    }
}
