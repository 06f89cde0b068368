package dev.telltale.topology.order;

import dev.telltale.topology.judging.Evidence;

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
 * @param endsStream whether no epoch follows it: a recording has been read to its end
 * @param length length of a window; zero before the first mark
 * @param keepAll whether its windows wait for every score
 * @param attention what is still expected of it
 * @param missed by detector (name@version), how many windows in a row have been applied without it; absent at zero
 * @param tracks by track, evidence above zero
 */
public record EpochState(long first, long next, long clock, long end, boolean endsStream, Duration length,
        boolean keepAll,
        Attention attention,
        SortedMap<String, Integer> missed, SortedMap<Integer, Evidence> tracks) {
    /** No number yet. */
    public static final long UNKNOWN = -1;

    static EpochState opening() {
        return new EpochState(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, false, Duration.ZERO, false, Attention.AWAKE,
                new TreeMap<>(),
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
        return new EpochState(window, window, clock, end, endsStream, length, keepAll, attention, missed, tracks);
    }

    EpochState marked(long window, Duration newLength, boolean keep) {
        return new EpochState(first, next, Math.max(clock, window), end, endsStream, newLength, keepAll || keep,
                Attention.AWAKE,
                missed,
                tracks);
    }

    EpochState endingAt(long window, boolean stream) {
        return new EpochState(first, next, clock, Math.max(window, clock + 1), stream, length, keepAll, Attention.AWAKE,
                missed,
                tracks);
    }

    EpochState expecting(Attention now) {
        return now == attention
                ? this
                : new EpochState(first, next, clock, end, endsStream, length, keepAll, now, missed, tracks);
    }

    EpochState applied(long window, SortedMap<Integer, Evidence> newTracks) {
        return new EpochState(first, window + 1, clock, end, endsStream, length, keepAll, attention, missed, newTracks);
    }

    /** A detector has spoken. */
    EpochState heard(String detector) {
        if (!missed.containsKey(detector)) {
            return this;
        }
        var fewer = new TreeMap<>(missed);
        fewer.remove(detector);
        return missing(fewer);
    }

    /** A window has been applied without a detector. */
    EpochState without(String detector) {
        var more = new TreeMap<>(missed);
        more.merge(detector, 1, Integer::sum);
        return missing(more);
    }

    private EpochState missing(SortedMap<String, Integer> nowMissed) {
        return new EpochState(first, next, clock, end, endsStream, length, keepAll, attention, nowMissed, tracks);
    }

    /** How many windows in a row have been applied without the detector. */
    int missedBy(String detector) {
        return missed.getOrDefault(detector, 0);
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
