package dev.telltale.vision.media;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends a blocking read that makes no progress. Progress is a whole packet, not a byte: a source that drips two bytes a second
 * keeps every socket timeout content and still runs into this one. Measured on the monotonic clock. Safe for use by the reader,
 * a watchdog and whoever cancels.
 */
public final class InterruptDeadline {
    private final long limitNanos;
    private final LongSupplier nanoTime;
    private volatile long lastProgress;
    private volatile boolean cancelled;

    /** A deadline on the machine's monotonic clock, counting from now. */
    public InterruptDeadline(Duration limit) {
        this(limit, System::nanoTime);
    }

    /** A deadline on the given monotonic clock in nanoseconds. */
    public InterruptDeadline(Duration limit, LongSupplier nanoTime) {
        this.limitNanos = limit.toNanos();
        this.nanoTime = nanoTime;
        this.lastProgress = nanoTime.getAsLong();
    }

    /** A packet has arrived. */
    public void progress() {
        lastProgress = nanoTime.getAsLong();
    }

    /** Asks the reader to stop as soon as it can. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether somebody has asked the reader to stop. */
    public boolean cancelled() {
        return cancelled;
    }

    /** Time since the last packet. */
    public Duration silence() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastProgress);
    }

    /** Whether a blocking read has to end now. */
    public boolean expired() {
        return cancelled || nanoTime.getAsLong() - lastProgress > limitNanos;
    }

    /** The longest silence that is put up with. */
    public Duration limit() {
        return Duration.ofNanos(limitNanos);
    }
}
