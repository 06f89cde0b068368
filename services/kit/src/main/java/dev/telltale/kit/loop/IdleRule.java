package dev.telltale.kit.loop;

import java.time.Duration;

/** How long a loop rests when there was nothing to do, or when something went wrong. */
@FunctionalInterface
public interface IdleRule {

    /**
     * The rest before the next round.
     *
     * @param rounds in a row that did nothing or failed, counted from 1
     */
    Duration pause(int rounds);

    /** No rest: the work itself waits, in a poll. */
    static IdleRule none() {
        return rounds -> Duration.ZERO;
    }

    /** Doubles from {@code first} up to {@code most}. */
    static IdleRule doubling(Duration first, Duration most) {
        return rounds -> {
            var factor = 1L << Math.min(rounds - 1, 20);
            var pause = first.multipliedBy(factor);
            return pause.compareTo(most) < 0 ? pause : most;
        };
    }
}
