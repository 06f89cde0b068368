package dev.telltale.vision.media;

import java.time.Duration;

/**
 * The windows of an epoch: window <i>w</i> covers [origin + w D, origin + (w + 1) D) in presentation time. Bounds are exact
 * fractions of a second, so whoever cuts and whoever decodes put every frame into the same window, whatever the time base.
 *
 * @param timeBase unit of the timestamps
 * @param origin presentation time at which window 0 begins, in units
 * @param window D, whole milliseconds
 */
public record WindowGrid(TimeBase timeBase, long origin, Duration window) {
    public WindowGrid {
        if (!window.isPositive() || window.toNanosPart() % 1_000_000 != 0) {
            throw new IllegalArgumentException("window must be positive whole milliseconds, got: " + window);
        }
    }

    /** Returns the number of the window that a frame belongs to; negative before the origin. */
    public long windowOf(long pts) {
        return Rescale.floor(pts - origin, 1000L * timeBase.num(),
                Math.multiplyExact(window.toMillis(), timeBase.den()));
    }

    /** Returns the first timestamp of the window, in units. */
    public long start(long index) {
        return origin
                + Rescale.ceil(index, Math.multiplyExact(window.toMillis(), timeBase.den()), 1000L * timeBase.num());
    }

    /** Returns the first timestamp after the window, in units. */
    public long end(long index) {
        return start(index + 1);
    }

    /** Returns where the window begins, from the epoch's start. */
    public Duration startTime(long index) {
        return window.multipliedBy(index);
    }

    /** Returns a presentation time in microseconds from the epoch's start, rounded down; negative before it. */
    public long microsOf(long pts) {
        return timeBase.toMicros(pts - origin);
    }
}
