package dev.telltale.ingest.time;

import java.time.Instant;

/** Turns presentation time into capture time, for one epoch. Used by one thread. */
public interface CaptureClock {
    /** A packet that is shown at the media time, microseconds, has arrived. */
    void arrived(long mediaMicros, Instant arrival);

    /** Returns when the picture shown at the media time was captured: never later than it arrived, never earlier than told before. */
    Instant captured(long mediaMicros);

    /** Whether the estimate may be used: a burst of old pictures at the beginning must be over before the first is dated. */
    boolean settled(Instant now);
}
