package dev.telltale.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams that are somebody else's from now on, and are recorded on for as long as that may take to open them. Used by the group's thread. */
final class Departures {
    /** Long enough to connect and to hear a key frame of most sources; whoever needs longer misses no more than with any reconnect. */
    static final Duration OVERLAP = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Map<String, Instant> until = new HashMap<>();

    Departures(InstantSource clock) {
        this.clock = clock;
    }

    /** A stream has got another owner. */
    void add(String stream) {
        until.putIfAbsent(stream, clock.instant().plus(OVERLAP));
    }

    /** It has come back, or ended. */
    void remove(String stream) {
        until.remove(stream);
    }

    /** Those whose time is over, once. */
    List<String> due() {
        Instant now = clock.instant();
        List<String> due = until.entrySet().stream().filter(entry -> !now.isBefore(entry.getValue()))
                .map(Map.Entry::getKey).toList();
        due.forEach(until::remove);
        return due;
    }
}
