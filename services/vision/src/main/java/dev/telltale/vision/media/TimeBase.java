package dev.telltale.vision.media;

import java.time.Duration;

/**
 * Seconds per unit of a stream's timestamps, as a fraction.
 *
 * @param num numerator, positive
 * @param den denominator, positive
 */
public record TimeBase(int num, int den) {
    static final TimeBase MICROSECONDS = new TimeBase(1, 1_000_000);

    public TimeBase {
        if (num <= 0 || den <= 0) {
            throw new IllegalArgumentException("time base must be positive, got: " + num + "/" + den);
        }
    }

    /** Returns a span of units in microseconds, rounded down. */
    public long toMicros(long units) {
        return Rescale.floor(units, 1_000_000L * num, den);
    }

    /** Returns the least number of units that last at least as long as the span. */
    public long toUnits(Duration span) {
        return Rescale.ceil(span.toNanos(), den, 1_000_000_000L * num);
    }

    /** Returns the point in time, given in microseconds, in units, rounded down. */
    public long fromMicros(long micros) {
        return Rescale.floor(micros, den, 1_000_000L * num);
    }
}
