package dev.telltale.vision.media;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends a blocking read that makes no progress. Progress is a whole packet, not a byte: a source that drips two bytes a second
 * keeps every socket timeout content and still runs into this one. Measured on the monotonic clock. Safe for use by the reader,
 * a watchdog and whoever cancels. It goes with one connection to wherever that is read, and so takes along who wants to know
 * when native code is at work there.
 */
public final class InterruptDeadline {
    private final long limitNanos;
    private final LongSupplier nanoTime;
    private final NativeWatch watch;
    private volatile long lastProgress;
    private volatile boolean cancelled;

    /** A deadline on the machine's monotonic clock, counting from now. */
    public InterruptDeadline(Duration limit) {
        this(limit, System::nanoTime, NativeWatch.NONE);
    }

    /** A deadline on the given monotonic clock in nanoseconds. */
    public InterruptDeadline(Duration limit, LongSupplier nanoTime) {
        this(limit, nanoTime, NativeWatch.NONE);
    }

    /** A deadline for a reader whose native code is watched. */
    public InterruptDeadline(Duration limit, NativeWatch watch) {
        this(limit, System::nanoTime, watch);
    }

    private InterruptDeadline(Duration limit, LongSupplier nanoTime, NativeWatch watch) {
        this.limitNanos = limit.toNanos();
        this.nanoTime = nanoTime;
        this.watch = watch;
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

    /** Who is told of native code at work. */
    public NativeWatch watch() {
        return watch;
    }

    /** The longest silence that is put up with. */
    public Duration limit() {
        return Duration.ofNanos(limitNanos);
    }
}
