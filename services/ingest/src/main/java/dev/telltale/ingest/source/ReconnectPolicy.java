package dev.telltale.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a source is tried again: twice as long after each failure in a row, with jitter, up to a cap, for
 * ever; and never more than five starts within a minute, however briefly a source comes up in between.
 */
public final class ReconnectPolicy {
    private static final int MOST_STARTS = 5;
    private static final Duration SPAN = Duration.ofMinutes(1);

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private final Deque<Instant> starts = new ArrayDeque<>();
    private int failures;

    /** A policy from the first wait to the longest. */
    public ReconnectPolicy(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** An attempt begins. */
    public void started(Instant now) {
        starts.addLast(now);
        while (starts.size() > MOST_STARTS) {
            starts.removeFirst();
        }
    }

    /** A connection has lasted; the next failure is the first of its row. */
    public void stable() {
        failures = 0;
    }

    /** Returns how long to wait after a failure, from half to the whole of the step. */
    public Duration failed(Instant now) {
        Duration step = first;
        for (int i = 0; i < failures && step.compareTo(longest) < 0; i++) {
            step = step.multipliedBy(2);
        }
        failures++;
        long capped = Math.min(step.toMillis(), longest.toMillis());
        Duration wait = Duration.ofMillis(capped / 2 + random.nextLong(capped / 2 + 1));
        if (starts.size() < MOST_STARTS) {
            return wait;
        }
        Duration untilAllowed = Duration.between(now, starts.getFirst().plus(SPAN));
        return wait.compareTo(untilAllowed) > 0 ? wait : untilAllowed;
    }
}
