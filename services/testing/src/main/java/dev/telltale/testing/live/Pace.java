package dev.telltale.testing.live;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets a server say things when they are due, but for the first, which it holds ready for every guest, as servers do. */
public final class Pace {
    private static final Duration HELD_READY = Duration.ofMillis(2500);

    private final double speed;
    private final long begun = System.nanoTime();

    /** A pace that begins now, a multiple of the clip's own speed. */
    public Pace(double speed) {
        this.speed = speed;
    }

    /** Waits until something of that time in the clip is due. */
    public void await(Duration time) {
        long due = begun + (long) (time.minus(HELD_READY).toNanos() / speed);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
        }
    }
}
