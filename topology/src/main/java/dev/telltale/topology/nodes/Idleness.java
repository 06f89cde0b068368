package dev.telltale.topology.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts for how long nothing new has come for a stream, in wall-clock time during which this process really ran: after a stop of the
 * process (SIGSTOP, a long pause) what has come meanwhile is read before anything is given up. Not kept over a restart.
 */
final class Idleness {
    private final Duration tick;
    private final Duration patience;
    private final Map<String, Duration> idle = new HashMap<>();

    private Instant last;

    /**
     * Nothing is idle yet.
     *
     * @param tick how often {@link #expired} is called, about
     * @param patience after how long a stream counts as idle
     * @param now wall-clock time
     */
    Idleness(Duration tick, Duration patience, Instant now) {
        this.tick = tick;
        this.patience = patience;
        last = now;
    }

    /** Something new has come. */
    void touch(String stream) {
        idle.put(stream, Duration.ZERO);
    }

    /** Streams for which nothing has come for so long; each is named once. */
    List<String> expired(Instant now) {
        var passed = Duration.between(last, now);
        last = now;
        var counted = passed.compareTo(tick.multipliedBy(2)) > 0 ? tick : passed;
        if (!counted.isPositive()) {
            return List.of();
        }
        var expired = new ArrayList<String>();
        idle.replaceAll((stream, before) -> before.plus(counted));
        idle.forEach((stream, span) -> {
            if (span.compareTo(patience) >= 0) {
                expired.add(stream);
            }
        });
        expired.forEach(idle::remove);
        return expired.stream().sorted().toList();
    }
}
