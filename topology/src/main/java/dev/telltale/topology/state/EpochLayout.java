package dev.telltale.topology.state;

import dev.telltale.topology.judging.Evidence;
import dev.telltale.topology.order.Attention;
import dev.telltale.topology.order.EpochState;

import org.apache.kafka.common.serialization.Serde;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Layout of an epoch's state. */
final class EpochLayout {
    static final Serde<EpochState> SERDE = StateSerde.of(EpochLayout::write, EpochLayout::read);

    private EpochLayout() {}

    private static void write(StateWriter to, EpochState epoch) {
        to.number(epoch.first()).number(epoch.next()).number(epoch.clock()).number(epoch.end())
                .number(epoch.length().toMillis()).flag(epoch.keepAll()).name(epoch.attention())
                .list(epoch.missed().entrySet(), (out, missed) -> out.text(missed.getKey()).number(missed.getValue()))
                .list(epoch.tracks().entrySet(), (out, track) -> {
                    out.number(track.getKey());
                    SharedLayouts.evidence(out, track.getValue());
                }).flag(epoch.endsStream());
    }

    private static EpochState read(StateReader from) {
        long first = from.number();
        long next = from.number();
        long clock = from.number();
        long end = from.number();
        var length = Duration.ofMillis(from.number());
        var keepAll = from.flag();
        var attention = from.name(Attention.class);
        var missed = missed(from);
        var tracks = tracks(from);
        // Before the second layout every epoch of an offline source ended its stream.
        var endsStream = from.since(2) ? from.flag() : keepAll && end != EpochState.UNKNOWN;
        return new EpochState(first, next, clock, end, endsStream, length, keepAll, attention, missed, tracks);
    }

    private static SortedMap<String, Integer> missed(StateReader from) {
        var missed = new TreeMap<String, Integer>();
        from.list(in -> Map.entry(in.text(), in.whole()))
                .forEach(entry -> missed.put(entry.getKey(), entry.getValue()));
        return missed;
    }

    private static SortedMap<Integer, Evidence> tracks(StateReader from) {
        var tracks = new TreeMap<Integer, Evidence>();
        from.list(in -> Map.entry(in.whole(), SharedLayouts.evidence(in)))
                .forEach(entry -> tracks.put(entry.getKey(), entry.getValue()));
        return tracks;
    }
}
