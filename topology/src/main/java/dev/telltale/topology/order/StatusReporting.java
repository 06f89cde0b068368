package dev.telltale.topology.order;

import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StatusReporter;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.topology.judging.Plan;
import dev.telltale.topology.rules.AggregationConfig;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Reports how a stream is doing: at once when it becomes better or worse, else now and then. */
final class StatusReporting {
    private final AggregationConfig config;
    private final Sequencer sequencer;
    private final Outbox outbox;
    private final InstantSource clock;
    private final String instance;

    StatusReporting(AggregationConfig config, Sequencer sequencer, Outbox outbox, InstantSource clock,
            String instance) {
        this.config = config;
        this.sequencer = sequencer;
        this.outbox = outbox;
        this.clock = clock;
        this.instance = instance;
    }

    /** Reports after a mark, where there is something to say. */
    StreamState marked(EpochId id, StreamState stream, EpochState epoch, @Nullable PendingWindow head, Mark mark,
            @Nullable Plan plan) {
        if (mark.reason() == MarkReason.EPOCH_END) {
            return stream;
        }
        var last = stream.reported();
        var down = plan == null ? last.down() : sequencer.overdue(epoch, head, plan);
        var coverage = stream.coverage().share(epoch.length());
        var changed = !last.epoch().equals(id.epoch()) || last.ended() || !last.down().equals(down);
        var due = !mark.end().isBefore(last.at().plus(config.statusEvery())) && coverage != last.coverage();
        return changed || due
                ? report(id, stream, epoch, new Reported(id.epoch(), false, coverage, down, mark.end(),
                        changed ? clock.instant() : last.since()))
                : stream;
    }

    /** Reports that an epoch is through. */
    StreamState finished(EpochId id, StreamState stream, EpochState epoch) {
        return report(id, stream, epoch,
                new Reported(id.epoch(), true, stream.coverage().share(epoch.length()), List.of(),
                        stream.lastEnd(), clock.instant()));
    }

    private StreamState report(EpochId id, StreamState stream, EpochState epoch, Reported now) {
        var at = clock.instant();
        var lag = stream.lastEpoch().isEmpty() ? null : Duration.between(stream.lastEnd(), at).toMillis();
        outbox.status(StreamStatus.newBuilder().setStream(id.stream()).setReporter(StatusReporter.AGGREGATOR)
                .setState(SourceState.UNKNOWN).setSince(millis(now.since())).setAt(millis(at)).setEpoch(id.epoch())
                .setNextWindow(epoch.marked() ? epoch.next() : null).setEpochEnded(now.ended())
                .setCoverage(now.coverage())
                .setLagMillis(lag).setGaps(stream.gaps()).setDetectorsDown(now.down()).setInstance(instance).build());
        return stream.reporting(now);
    }

    private static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
