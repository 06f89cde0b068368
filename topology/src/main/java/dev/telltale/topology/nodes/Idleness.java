package dev.telltale.topology.nodes;

import dev.telltale.topology.order.Attention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts for how long nothing new has come for a stream, in wall-clock time during which this process really ran: after a stop of the
 * process (SIGSTOP, a long pause) what has come meanwhile is read before anything is given up. Not kept over a restart.
 */
final class Idleness {
    private final Duration tick;
    private final Duration dormantAfter;
    private final Duration abandonedAfter;
    private final Map<String, Duration> idle = new HashMap<>();

    private Instant last;

    /**
     * A stream for which nothing has come for a while.
     *
     * @param stream the stream
     * @param attention what is still expected of it
     */
    record Lapse(String stream, Attention attention) {}

    /**
     * Nothing is idle yet.
     *
     * @param tick how often {@link #lapses} is called, about
     * @param dormantAfter after how long a stream counts as dormant
     * @param abandonedAfter after how long it counts as abandoned
     * @param now wall-clock time
     */
    Idleness(Duration tick, Duration dormantAfter, Duration abandonedAfter, Instant now) {
        this.tick = tick;
        this.dormantAfter = dormantAfter;
        this.abandonedAfter = abandonedAfter;
        last = now;
    }

    /** Something new has come. */
    void touch(String stream) {
        idle.put(stream, Duration.ZERO);
    }

    /** What has come to count as dormant or abandoned since the last call. */
    List<Lapse> lapses(Instant now) {
        var passed = Duration.between(last, now);
        last = now;
        var counted = passed.compareTo(tick.multipliedBy(2)) > 0 ? tick : passed;
        var lapses = new ArrayList<Lapse>();
        idle.replaceAll((stream, before) -> lapse(stream, before, before.plus(counted), lapses));
        lapses.sort(Comparator.comparing(Lapse::stream));
        lapses.stream().filter(lapse -> lapse.attention() == Attention.ABANDONED)
                .forEach(lapse -> idle.remove(lapse.stream()));
        return lapses;
    }

    private Duration lapse(String stream, Duration before, Duration after, List<Lapse> lapses) {
        if (before.compareTo(abandonedAfter) < 0 && after.compareTo(abandonedAfter) >= 0) {
            lapses.add(new Lapse(stream, Attention.ABANDONED));
        } else if (before.compareTo(dormantAfter) < 0 && after.compareTo(dormantAfter) >= 0) {
            lapses.add(new Lapse(stream, Attention.DORMANT));
        }
        return after;
    }
}
