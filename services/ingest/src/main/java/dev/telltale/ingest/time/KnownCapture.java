package dev.telltale.ingest.time;

import java.time.Duration;
import java.time.Instant;

/** The capture time of a recording that is played faster than it was made: its own date, or the date that lets it end now. */
public final class KnownCapture implements CaptureClock {
    private final Instant start;
    private final long startMicros;

    /**
     * A recording whose first picture was captured at a known time.
     *
     * @param start when its first picture was captured
     * @param startMicros media time of its first picture, microseconds
     */
    public KnownCapture(Instant start, long startMicros) {
        this.start = start;
        this.startMicros = startMicros;
    }

    /** Dates a recording back so that it ends now. */
    public static KnownCapture endingNow(Instant now, Duration length, long startMicros) {
        return new KnownCapture(now.minus(length), startMicros);
    }

    /** Dates a recording as it says of itself, but not so late that it would end after now. */
    public static KnownCapture dated(Instant date, Instant now, Duration length, long startMicros) {
        Instant latest = now.minus(length);
        return new KnownCapture(date.isBefore(latest) ? date : latest, startMicros);
    }

    @Override
    public void arrived(long mediaMicros, Instant arrival) {
        // What arrives when says nothing about a recording.
    }

    @Override
    public Instant captured(long mediaMicros) {
        return start.plusNanos((mediaMicros - startMicros) * 1000);
    }

    @Override
    public boolean settled(Instant now) {
        return true;
    }
}
