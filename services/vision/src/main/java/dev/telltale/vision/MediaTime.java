package dev.telltale.vision;

/**
 * A moment of presentation time, counted from the start of the epoch.
 *
 * @param micros microseconds
 */
public record MediaTime(long micros) implements Comparable<MediaTime> {
    public static final MediaTime ZERO = new MediaTime(0);

    /** {@code units} of {@code num / den} seconds, rounded down. */
    public static MediaTime of(long units, int num, int den) {
        long scaled = Math.multiplyExact(units, 1_000_000L);
        return new MediaTime(Math.floorDiv(Math.multiplyExact(scaled, (long) num), (long) den));
    }

    @Override
    public int compareTo(MediaTime other) {
        return Long.compare(micros, other.micros);
    }
}
