package dev.telltale.ingest.time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The capture time of a live source. Delays only ever add, so the least {@code arrival - pts} of the last minute is the best
 * guess at the distance between the source's clock and ours. A fast encoder clock lowers it, which is followed at once, since
 * event time must not run ahead; a slow one raises it, which is followed slowly, so that a minute of congestion moves nothing.
 */
public final class EstimatedCapture implements CaptureClock {
    private static final long HORIZON = Duration.ofMinutes(1).toNanos() / 1000;
    /** How fast the estimate may rise: 1 ms a second, ten times the drift of a bad encoder clock. */
    private static final double SLEW = 1e-3;
    /** A fall of the minimum that is more than jitter: old pictures are still coming in. */
    private static final long BURST_STEP = Duration.ofMillis(100).toNanos() / 1000;
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Arrival and offset, microseconds. */
    private record Sample(long arrival, long offset) {}

    /** Samples of the horizon that may yet become its minimum: arrivals and offsets rise. */
    private final Deque<Sample> candidates = new ArrayDeque<>();
    private boolean started;
    private long offset;
    private long settledOffset;
    private long lastArrival;
    private @Nullable Instant first;
    private @Nullable Instant lastFall;
    private Instant lastTold = Instant.MIN;

    @Override
    public void arrived(long mediaMicros, Instant arrival) {
        long now = micros(arrival);
        Sample sample = new Sample(now, now - mediaMicros);
        while (!candidates.isEmpty() && candidates.getLast().offset() >= sample.offset()) {
            candidates.removeLast();
        }
        candidates.addLast(sample);
        while (candidates.getFirst().arrival() < now - HORIZON) {
            candidates.removeFirst();
        }
        long least = candidates.getFirst().offset();
        if (!started || least < offset) {
            offset = least;
        } else {
            offset += Math.min(least - offset, Math.max(0, (long) ((now - lastArrival) * SLEW)));
        }
        noteFall(arrival);
        started = true;
        lastArrival = now;
    }

    @Override
    public Instant captured(long mediaMicros) {
        Instant guess = Instant.ofEpochSecond(0, (mediaMicros + offset) * 1000);
        lastTold = guess.isAfter(lastTold) ? guess : lastTold;
        return lastTold;
    }

    @Override
    public boolean settled(Instant now) {
        Instant begin = first;
        Instant fall = lastFall;
        return begin != null && fall != null && (Duration.between(fall, now).compareTo(QUIET) >= 0
                || Duration.between(begin, now).compareTo(LONGEST_WAIT) >= 0);
    }

    private void noteFall(Instant arrival) {
        if (first == null) {
            first = arrival;
            lastFall = arrival;
            settledOffset = offset;
        } else if (offset < settledOffset - BURST_STEP) {
            lastFall = arrival;
            settledOffset = offset;
        }
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }
}
