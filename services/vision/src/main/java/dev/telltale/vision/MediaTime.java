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
        long scaled = Math.multiplyExact(units, (long) num);
        long seconds = Math.floorDiv(scaled, (long) den);
        return new MediaTime(
                Math.multiplyExact(seconds, 1_000_000L) + Math.floorMod(scaled, (long) den) * 1_000_000L / den);
    }

    @Override
    public int compareTo(MediaTime other) {
        return Long.compare(micros, other.micros);
    }
}
