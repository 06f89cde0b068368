package dev.telltale.topology.order;

import dev.telltale.schemas.MarkReason;
import dev.telltale.topology.episodes.Episode;
import dev.telltale.topology.episodes.Observation;
import dev.telltale.topology.judging.Evidence;
import dev.telltale.topology.judging.Judgement;
import dev.telltale.topology.judging.Seat;
import dev.telltale.topology.rules.AggregationConfig;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Applies one window whose turn it is: judges its faces, moves evidence and episode, and tells what came of it. */
final class WindowApplication {
    private final AggregationConfig config;
    private final Ledger ledger;
    private final Outbox outbox;

    WindowApplication(AggregationConfig config, Ledger ledger, Outbox outbox) {
        this.config = config;
        this.ledger = ledger;
        this.outbox = outbox;
    }

    /** Stream and epoch after the window. */
    record Applied(StreamState stream, EpochState epoch) {}

    Applied apply(EpochId id, StreamState stream, EpochState epoch, Turn.Apply turn) {
        var before = continued(id, stream, turn.mark());
        var hearing = Hearing.of(id, turn, ledger.exemptions(id.stream()));
        var after = roll(epoch, hearing).applied(epoch.next(), trackEvidence(epoch.tracks(), hearing));
        var whole = streamEvidence(before.evidence(), hearing);
        tell(hearing, epoch.next(), after.tracks(), whole);
        var episode = step(before.episode(), hearing, epoch.next(), after.highestTrack(), whole);
        var gap = turn.mark().reason() == MarkReason.GAP;
        return new Applied(before.applied(id.epoch(), turn.mark().end(), whole, episode, hearing.full(), gap), after);
    }

    /** The stream is over: its episode is closed with the last window, its evidence forgotten. */
    StreamState over(StreamState stream) {
        var step = stream.episode().ended(stream.lastEnd());
        if (step.alert() != null) {
            outbox.alert(step.alert());
        }
        return stream.over();
    }

    /** The first window of an epoch goes on where the last one ended, unless that was too long ago. */
    private StreamState continued(EpochId id, StreamState stream, Mark mark) {
        var newEpoch = !stream.lastEpoch().isEmpty() && !stream.lastEpoch().equals(id.epoch());
        return newEpoch && stream.lastEnd().plus(config.resetAfter()).isBefore(mark.start()) ? over(stream) : stream;
    }

    /** Calls the roll: who was missing, and for how many windows in a row. */
    private static EpochState roll(EpochState epoch, Hearing hearing) {
        var plan = hearing.turn().plan();
        var called = epoch;
        for (var seat : plan == null || hearing.judged().isEmpty() ? List.<Seat>of() : plan.active()) {
            var missing = hearing.judged().stream().anyMatch(one -> one.missing().contains(seat.id()));
            called = missing ? called.without(seat.id()) : called.heard(seat.id());
        }
        return called;
    }

    /** What may raise no alert gives no evidence either: else it would do so as soon as it may. */
    private SortedMap<Integer, Evidence> trackEvidence(SortedMap<Integer, Evidence> before, Hearing hearing) {
        var mark = hearing.mark();
        var after = new TreeMap<Integer, Evidence>();
        if (hearing.muted()) {
            return after;
        }
        before.forEach((track, evidence) -> after.put(track, evidence.at(mark.start(), config.resetAfter())));
        for (var one : hearing.heard()) {
            if (one.hasOpinion()) {
                after.compute(one.face().track(),
                        (track, old) -> after(old == null ? Evidence.NONE : old, one.llr(), hearing));
            }
        }
        after.replaceAll((track, evidence) -> evidence.at(mark.end(), config.resetAfter()));
        after.entrySet().removeIf(entry -> !entry.getValue().present() || hearing.declared().contains(entry.getKey()));
        return after;
    }

    /** The evidence of the stream follows the highest log-likelihood ratio of each window. */
    private Evidence streamEvidence(Evidence before, Hearing hearing) {
        if (hearing.muted()) {
            return Evidence.NONE;
        }
        var mark = hearing.mark();
        var fresh = before.at(mark.start(), config.resetAfter());
        var highest = hearing.heard().stream().filter(Judgement::hasOpinion).mapToDouble(Judgement::llr).max();
        return (highest.isPresent() ? after(fresh, highest.getAsDouble(), hearing) : fresh).at(mark.end(),
                config.resetAfter());
    }

    private static Evidence after(Evidence before, double llr, Hearing hearing) {
        var thresholds = Objects.requireNonNull(hearing.turn().plan()).thresholds();
        return before.after(llr, hearing.mark().start(), hearing.mark().end(), thresholds);
    }

    private void tell(Hearing hearing, long window, SortedMap<Integer, Evidence> tracks, Evidence whole) {
        for (var one : hearing.judged()) {
            var track = tracks.getOrDefault(one.face().track(), Evidence.NONE);
            outbox.verdict(VerdictWriter.verdict(hearing, window, one, track, whole));
        }
    }

    private Episode step(Episode before, Hearing hearing, long window, Evidence track, Evidence whole) {
        var id = hearing.id();
        var mark = hearing.mark();
        var seen = new Observation(id.stream(), id.epoch(), window, mark.start(), mark.end(), hearing.turn().plan(),
                hearing.heard(), track, whole, hearing.partial(), hearing.muted());
        var step = before.after(seen, config);
        if (step.alert() != null) {
            outbox.alert(step.alert());
        }
        return step.next();
    }
}
