package dev.telltale.topology.state;

import dev.telltale.topology.order.Coverage;
import dev.telltale.topology.order.Reported;
import dev.telltale.topology.order.StreamState;

import org.apache.kafka.common.serialization.Serde;

/** Layout of a stream's state. */
final class StreamLayout {
    static final Serde<StreamState> SERDE = StateSerde.of(StreamLayout::write, StreamLayout::read);

    private StreamLayout() {}

    private static void write(StateWriter to, StreamState stream) {
        to.list(stream.open(), StateWriter::text).text(stream.finished()).text(stream.lastEpoch())
                .time(stream.lastEnd());
        SharedLayouts.evidence(to, stream.evidence());
        EpisodeLayout.write(to, stream.episode());
        var coverage = stream.coverage();
        to.number(coverage.recent()).number(coverage.older()).number(coverage.windows()).number(stream.gaps())
                .flag(stream.retired());
        reported(to, stream.reported());
    }

    private static StreamState read(StateReader from) {
        return new StreamState(from.list(StateReader::text), from.text(), from.text(), from.time(),
                SharedLayouts.evidence(from), EpisodeLayout.read(from),
                new Coverage(from.number(), from.number(), from.whole()), from.number(), from.flag(), reported(from));
    }

    private static void reported(StateWriter to, Reported reported) {
        to.text(reported.epoch()).flag(reported.ended()).single(reported.coverage())
                .list(reported.down(), StateWriter::text).time(reported.at()).time(reported.since());
    }

    private static Reported reported(StateReader from) {
        return new Reported(from.text(), from.flag(), from.single(), from.list(StateReader::text), from.time(),
                from.time());
    }
}
