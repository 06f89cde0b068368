package dev.telltale.topology.order;

import java.time.Duration;

/**
 * Which of the last minute's windows were judged in full.
 *
 * @param recent one bit a window, the latest lowest, for the latest 64
 * @param older the same for the 64 before
 * @param windows windows so far, at most 128
 */
public record Coverage(long recent, long older, int windows) {
    /** No window yet. */
    public static final Coverage NONE = new Coverage(0, 0, 0);
    private static final int CAPACITY = 2 * Long.SIZE;
    private static final Duration SPAN = Duration.ofMinutes(1);

    Coverage with(boolean full) {
        return new Coverage(recent << 1 | (full ? 1 : 0), older << 1 | recent >>> (Long.SIZE - 1),
                Math.min(CAPACITY, windows + 1));
    }

    /** Share of the windows of the last minute that were judged in full, 0 to 1; 1 without a window. */
    float share(Duration length) {
        if (windows == 0 || !length.isPositive()) {
            return 1;
        }
        var count = (int) Math.min(windows, Math.ceilDiv(SPAN.toMillis(), length.toMillis()));
        var low = Math.min(count, Long.SIZE);
        var full = Long.bitCount(recent & mask(low)) + Long.bitCount(older & mask(count - low));
        return (float) full / count;
    }

    private static long mask(int bits) {
        return bits >= Long.SIZE ? -1L : (1L << Math.max(0, bits)) - 1;
    }
}
