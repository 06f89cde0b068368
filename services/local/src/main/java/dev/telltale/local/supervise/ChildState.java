package dev.telltale.local.supervise;

import java.time.Duration;
import java.time.Instant;

/** The state of a supervised child process; a transition is a method of the state that is left. */
sealed interface ChildState {
    /** A child that ran this long was healthy: the next wait is the shortest again. */
    Duration HEALTHY = Duration.ofMinutes(1);
    /** The shortest wait before a restart. */
    Duration SHORTEST = Duration.ofSeconds(1);
    /** The longest wait before a restart. */
    Duration LONGEST = Duration.ofSeconds(30);

    /**
     * The process lives.
     *
     * @param since when it was started
     * @param restarts how often in a row it had ended soon before
     */
    record Running(Instant since, int restarts) implements ChildState {
        /** It ended by itself. */
        Waiting ended(Instant now, int exitCode) {
            int soon = Duration.between(since, now).compareTo(HEALTHY) >= 0 ? 0 : restarts;
            long wait = Math.min(LONGEST.toMillis(), SHORTEST.toMillis() << Math.min(soon, 10));
            return new Waiting(now.plusMillis(wait), soon + 1, exitCode);
        }

        /** It is no longer wanted. */
        Stopped stop() {
            return new Stopped();
        }
    }

    /**
     * The process has ended and will be started again.
     *
     * @param until when
     * @param restarts how often in a row it has ended soon
     * @param exitCode how it ended
     */
    record Waiting(Instant until, int restarts, int exitCode) implements ChildState {
        /** How long from now. */
        Duration left(Instant now) {
            return Duration.between(now, until);
        }

        /** It is started again. */
        Running start(Instant now) {
            return new Running(now, restarts);
        }

        /** It is no longer wanted. */
        Stopped stop() {
            return new Stopped();
        }
    }

    /** No longer wanted. */
    record Stopped() implements ChildState {}
}
