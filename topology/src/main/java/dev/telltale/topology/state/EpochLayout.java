package dev.telltale.topology.state;

import dev.telltale.topology.judging.Evidence;
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
                .number(epoch.length().toMillis()).flag(epoch.keepAll()).flag(epoch.dormant())
                .list(epoch.heard().entrySet(), (out, heard) -> out.text(heard.getKey()).number(heard.getValue()))
                .list(epoch.tracks().entrySet(), (out, track) -> {
                    out.number(track.getKey());
                    SharedLayouts.evidence(out, track.getValue());
                });
    }

    private static EpochState read(StateReader from) {
        return new EpochState(from.number(), from.number(), from.number(), from.number(),
                Duration.ofMillis(from.number()),
                from.flag(), from.flag(), heard(from), tracks(from));
    }

    private static SortedMap<String, Long> heard(StateReader from) {
        var heard = new TreeMap<String, Long>();
        from.list(in -> Map.entry(in.text(), in.number()))
                .forEach(entry -> heard.put(entry.getKey(), entry.getValue()));
        return heard;
    }

    private static SortedMap<Integer, Evidence> tracks(StateReader from) {
        var tracks = new TreeMap<Integer, Evidence>();
        from.list(in -> Map.entry(in.whole(), SharedLayouts.evidence(in)))
                .forEach(entry -> tracks.put(entry.getKey(), entry.getValue()));
        return tracks;
    }
}
