package dev.telltale.vision;

/**
 * A moment of presentation time, counted from the start of the epoch.
 *
 * @param micros microseconds
 */
public record MediaTime(long micros) implements Comparable<MediaTime> {
    public static final MediaTime ZERO = new MediaTime(0);

    @Override
    public int compareTo(MediaTime other) {
        return Long.compare(micros, other.micros);
    }
}
