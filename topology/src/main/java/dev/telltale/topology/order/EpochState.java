package dev.telltale.topology.order;

import dev.telltale.topology.judging.Evidence;
import dev.telltale.topology.judging.Opinion;
import dev.telltale.topology.judging.Seat;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where an epoch stands.
 *
 * @param first number of the first window; {@link #UNKNOWN} before the first mark
 * @param next the first window that has not been applied; {@link #UNKNOWN} before the first mark
 * @param clock the highest window in the marks; {@link #UNKNOWN} before the first
 * @param end number after the last window; {@link #UNKNOWN} before EPOCH_END
 * @param length length of a window; zero before the first mark
 * @param keepAll whether its windows wait for every score
 * @param dormant whether nothing had come for so long that what was pending has been applied
 * @param heard by detector (name@version), the last window of which a score came in time
 * @param tracks by track, evidence above zero
 */
public record EpochState(long first, long next, long clock, long end, Duration length, boolean keepAll, boolean dormant,
        SortedMap<String, Long> heard, SortedMap<Integer, Evidence> tracks) {
    /** No number yet. */
    public static final long UNKNOWN = -1;
    private static final int MAX_DETECTORS = 256;

    static EpochState opening() {
        return new EpochState(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, Duration.ZERO, false, false, new TreeMap<>(),
                new TreeMap<>());
    }

    boolean marked() {
        return next != UNKNOWN;
    }

    boolean ended() {
        return end != UNKNOWN;
    }

    /** Whether a window of this number lies past the end. */
    boolean over(long window) {
        return ended() && window >= end;
    }

    /** The epoch begins, with this window. */
    EpochState begin(long window) {
        return new EpochState(window, window, clock, end, length, keepAll, dormant, heard, tracks);
    }

    EpochState marked(long window, Duration newLength, boolean keep) {
        return new EpochState(first, next, Math.max(clock, window), end, newLength, keepAll || keep, false, heard,
                tracks);
    }

    EpochState endingAt(long window) {
        return new EpochState(first, next, clock, Math.max(window, clock + 1), length, keepAll, false, heard, tracks);
    }

    EpochState awake() {
        return dormant ? new EpochState(first, next, clock, end, length, keepAll, false, heard, tracks) : this;
    }

    EpochState asleep() {
        return new EpochState(first, next, clock, end, length, keepAll, true, heard, tracks);
    }

    EpochState applied(long window, SortedMap<Integer, Evidence> newTracks) {
        return new EpochState(first, window + 1, clock, end, length, keepAll, dormant, heard, newTracks);
    }

    /** A detector has spoken. */
    EpochState hearing(Opinion opinion, long window) {
        var id = Seat.id(opinion.detector());
        if (heard.getOrDefault(id, UNKNOWN) >= window || (heard.size() >= MAX_DETECTORS && !heard.containsKey(id))) {
            return this;
        }
        var grown = new TreeMap<>(heard);
        grown.put(id, window);
        return new EpochState(first, next, clock, end, length, keepAll, dormant, grown, tracks);
    }

    /** How many windows the detector is behind the clock. */
    long silence(Seat seat) {
        return clock - Math.max(heard.getOrDefault(seat.id(), UNKNOWN), first - 1);
    }

    /** The highest evidence of a track; of equals the track with the lowest number. */
    Evidence highestTrack() {
        var highest = Evidence.NONE;
        for (Map.Entry<Integer, Evidence> entry : tracks.entrySet()) {
            highest = entry.getValue().value() > highest.value() ? entry.getValue() : highest;
        }
        return highest;
    }
}
