package dev.telltale.faces;

import java.util.List;

/** How much of a window its frames cover: each lasts until the next, but no longer than half as long again as is usual. */
final class Coverage {
    private static final double LONGEST = 1.5;

    private final List<Long> micros;
    private final long usual;

    /**
     * Of the frames of one window.
     *
     * @param micros when the frames are shown, ascending
     * @param slot what a frame lasts where there are fewer than two, microseconds
     */
    Coverage(List<Long> micros, long slot) {
        this.micros = micros;
        long[] steps = new long[Math.max(0, micros.size() - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = micros.get(i + 1) - micros.get(i);
        }
        java.util.Arrays.sort(steps);
        usual = steps.length == 0 ? slot : steps[steps.length / 2];
    }

    /** Where the last frame ends if it lasts as long as usual; {@code otherwise} where there is none. */
    long end(long otherwise) {
        return micros.isEmpty() ? otherwise : micros.getLast() + usual;
    }

    /** Share of [start, end) that is covered, 0 to 1. */
    float share(long start, long end) {
        if (micros.isEmpty() || end <= start) {
            return 0;
        }
        long covered = lasts(micros.getFirst() - start);
        for (int i = 1; i < micros.size(); i++) {
            covered += lasts(micros.get(i) - micros.get(i - 1));
        }
        covered += lasts(Math.max(0, end - micros.getLast()));
        return (float) Math.min(1, (double) covered / (end - start));
    }

    private long lasts(long step) {
        return step <= LONGEST * usual ? step : usual;
    }
}
