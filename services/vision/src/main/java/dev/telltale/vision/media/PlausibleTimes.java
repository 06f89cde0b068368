package dev.telltale.vision.media;

/**
 * How far times of a container are believed. A damaged or hostile one can name any number; sums and differences of those that
 * are let through, and the same in nanoseconds, fit into 64 bits everywhere.
 */
final class PlausibleTimes {
    private static final long DAY_MICROS = 86_400_000_000L;
    /** Clocks that count from 1970 are within it. */
    private static final long CENTURY_MICROS = 36_500 * DAY_MICROS;

    private final long farthest;
    private final long longest;

    PlausibleTimes(TimeBase timeBase) {
        this.farthest = Math.min(timeBase.fromMicros(CENTURY_MICROS), 1L << 60);
        this.longest = Math.max(1, Math.min(timeBase.fromMicros(DAY_MICROS), 1L << 56));
    }

    /** A point in time; {@link MediaPacket#NO_TIME} where it lies a century from zero. */
    long time(long units) {
        return units < -farthest || units > farthest ? MediaPacket.NO_TIME : units;
    }

    /** The length of one frame; 0, which is not known, where it is none or lasts for days. */
    long length(long units) {
        return units < 0 || units > longest ? 0 : units;
    }
}
