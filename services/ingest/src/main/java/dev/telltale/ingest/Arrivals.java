package dev.telltale.ingest;

import dev.telltale.ingest.worker.StreamWorker;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamStatus;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Streams whose placement label has just become ours, while whoever had the old label may still be writing: a port or a device can be had
 * once, and an epoch has one author. They wait until it has let go; where it never says so, it has died. Used by the group's thread.
 */
final class Arrivals {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final InstantSource clock;
    /** Until when each of them waits at most. */
    private final Map<String, Instant> waiting = new HashMap<>();
    private Instant lookAgain = Instant.MIN;

    Arrivals(InstantSource clock) {
        this.clock = clock;
    }

    /** A stream has become ours. */
    void add(String stream) {
        waiting.put(stream, clock.instant().plus(LONGEST));
    }

    /** A stream is not ours any more. */
    void remove(String stream) {
        waiting.remove(stream);
    }

    /** Whether it is too early to ask the log once more. */
    boolean isPausing() {
        return clock.instant().isBefore(lookAgain);
    }

    /**
     * Whether somebody else still has the stream.
     *
     * @param found what the log says of it, null where nothing
     */
    boolean mustWait(String stream, @Nullable StreamStatus found) {
        Instant until = waiting.get(stream);
        boolean free = found == null || found.getState() == SourceState.RETIRED
                || StreamWorker.HANDED_OVER.equals(found.getReason());
        if (until == null || free || !clock.instant().isBefore(until)) {
            waiting.remove(stream);
            return false;
        }
        lookAgain = clock.instant().plus(LOOK);
        return true;
    }
}
