package dev.telltale.topology.rules;

import java.time.Duration;

/**
 * The numbers of the aggregation that do not depend on a plan.
 *
 * @param grace how long an incomplete window waits for its scores: in the epoch's own time, and in wall-clock time without
 *        anything new
 * @param abandonAfter wall-clock time without anything new after which an ended epoch is finished though marks are missing
 * @param patience windows in a row that may run out of grace for want of a detector before it is DOWN and no longer waited for;
 *        also windows after which it is reported as overdue
 * @param resetAfter evidence is kept over missing windows for so long, then it starts again at zero
 * @param joinWithin tracks that were suspicious at most so long ago belong to an episode; it is closed after its evidence has
 *        been low for as long
 * @param updateEvery least event time between two updates of an episode
 * @param statusEvery least event time between two reports on a stream, as long as nothing becomes better or worse
 * @param maxAhead how far the claimed capture time may lie ahead of the record's
 * @param maxJump how far a mark may lie ahead of the one before it in the same epoch
 */
public record AggregationConfig(Duration grace, Duration abandonAfter, int patience, Duration resetAfter,
        Duration joinWithin,
        Duration updateEvery,
        Duration statusEvery, Duration maxAhead, Duration maxJump) {

    /** Refuses numbers with which the rules make no sense. */
    public AggregationConfig {
        positive("grace", grace);
        positive("abandon-after", abandonAfter);
        positive("reset-after", resetAfter);
        positive("join-within", joinWithin);
        positive("update-every", updateEvery);
        positive("status-every", statusEvery);
        positive("max-ahead", maxAhead);
        positive("max-jump", maxJump);
        if (patience < 1) {
            throw new IllegalArgumentException("aggregation.patience must be at least 1 window, got: " + patience);
        }
        if (abandonAfter.compareTo(grace) <= 0) {
            throw new IllegalArgumentException(
                    "aggregation.abandon-after must be longer than aggregation.grace (" + grace + "), got: "
                            + abandonAfter);
        }
        if (maxJump.compareTo(grace) <= 0) {
            throw new IllegalArgumentException(
                    "aggregation.max-jump must be longer than aggregation.grace (" + grace + "), got: " + maxJump);
        }
    }

    /** The values of the design: grace 45 s, patience 8 windows. */
    public static AggregationConfig standard() {
        return new AggregationConfig(Duration.ofSeconds(45), Duration.ofMinutes(10), 8, Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofDays(2));
    }

    /** Windows of the given length that make up {@code grace}, rounded up. */
    public long graceWindows(Duration window) {
        return windows(grace, window);
    }

    /** Windows of the given length that make up {@code maxJump}, rounded up. */
    public long maxJumpWindows(Duration window) {
        return windows(maxJump, window);
    }

    private static long windows(Duration span, Duration window) {
        return Math.ceilDiv(span.toMillis(), window.toMillis());
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("aggregation." + key + " must be above zero, got: " + value);
        }
    }
}
