package dev.telltale.ingest.source;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** The state of a source. A transition is a method of the state that is left, so a source cannot skip one. */
public sealed interface SourceState {
    /** Since when it is in this state. */
    Instant since();

    /** Why, in words a person understands; null where the state says it all. */
    @Nullable
    String reason();

    /** Ends the source for good; possible from everywhere. */
    default Retired retire(Instant now, @Nullable String why) {
        return new Retired(now, why);
    }

    /** The first state of a source. */
    static Connecting begin(Instant now, String waitingFor) {
        return new Connecting(now, waitingFor);
    }

    /** Being opened. */
    record Connecting(Instant since, String reason) implements SourceState {
        /** It still is; what it waits for may have changed. */
        public Connecting still(String waitingFor) {
            return new Connecting(since, waitingFor);
        }

        /** The first packet is there. */
        public Live live(Instant now) {
            return new Live(now);
        }

        /** It could not be opened. */
        public Backoff fail(Instant now, Duration wait, String why) {
            return Backoff.waiting(now, wait, why);
        }
    }

    /** Packets arrive. */
    record Live(Instant since) implements SourceState {
        @Override
        public @Nullable String reason() {
            return null;
        }

        /** No packet for longer than the stall limit. */
        public Stalled stall(Instant now, Duration silence) {
            return new Stalled(now, "no packet for " + silence.toSeconds() + " s");
        }

        /** The connection has ended. */
        public Backoff fail(Instant now, Duration wait, String why) {
            return Backoff.waiting(now, wait, why);
        }
    }

    /** Open, but without a packet for longer than the stall limit. */
    record Stalled(Instant since, String reason) implements SourceState {
        /** A packet again. */
        public Live resume(Instant now) {
            return new Live(now);
        }

        /** The connection has ended. */
        public Backoff fail(Instant now, Duration wait, String why) {
            return Backoff.waiting(now, wait, why);
        }
    }

    /** Waiting before the next attempt. */
    record Backoff(Instant since, Instant until, String reason) implements SourceState {
        static Backoff waiting(Instant now, Duration wait, String why) {
            return new Backoff(now, now.plus(wait), why + "; next attempt in " + Math.max(1, wait.toSeconds()) + " s");
        }

        /** The wait is over. */
        public Connecting retry(Instant now, String waitingFor) {
            return new Connecting(now, waitingFor);
        }
    }

    /** Ended for good. */
    record Retired(Instant since, @Nullable String reason) implements SourceState {}
}
