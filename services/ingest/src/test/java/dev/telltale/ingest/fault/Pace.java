package dev.telltale.ingest.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a source comes back.
 *
 * @param brief in every build; empty where that would take too long
 * @param thorough where there is time
 * @param stall after how long silence is a stall; a connection ends after four of them
 */
record Pace(Optional<Span> brief, Span thorough, Duration stall) {
    private static final Duration USUAL = Duration.ofSeconds(5);

    /** Some milliseconds each time. */
    static final Pace AT_HAND = new Pace(Optional.of(new Span(40, 100)), new Span(100, 1000), USUAL);
    /** Each time a process is started. */
    static final Pace BY_PROCESS = new Pace(Optional.of(new Span(5, 15)), new Span(50, 200), USUAL);
    /** Each time a process is started, and nothing but silence tells that it has gone. */
    static final Pace BY_SILENCE = new Pace(Optional.empty(), new Span(5, 20), Duration.ofMillis(250));

    /** After how many reconnects it is counted, at first and at last. */
    record Span(int first, int last) {}
}
