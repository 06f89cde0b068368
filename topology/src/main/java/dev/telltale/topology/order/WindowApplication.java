package dev.telltale.topology.order;

import dev.telltale.schemas.MarkReason;
import dev.telltale.topology.episodes.Observation;
import dev.telltale.topology.judging.Evidence;
import dev.telltale.topology.judging.Exemptions;
import dev.telltale.topology.judging.Face;
import dev.telltale.topology.judging.Fusion;
import dev.telltale.topology.judging.Judgement;
import dev.telltale.topology.judging.Plan;
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
        var mark = turn.mark();
        var before = continued(id, stream, mark);
        var exempt = ledger.exemptions(id.stream());
        var muted = exempt.muted(mark.start(), mark.end());
        var judged = mark.faces().stream().map(face -> judge(turn, face)).toList();
        var heard = muted ? List.<Judgement>of() : judged.stream().filter(one -> !declared(exempt, mark, one)).toList();

        var tracks = trackEvidence(epoch.tracks(), turn, heard);
        if (muted) {
            tracks.clear();
        }
        judged.stream().filter(one -> declared(exempt, mark, one)).forEach(one -> tracks.remove(one.face().track()));
        var whole = muted ? Evidence.NONE : streamEvidence(before.evidence(), turn, heard);
        var applied = roll(epoch, turn, judged).applied(epoch.next(), tracks);
        for (var one : judged) {
            outbox.verdict(VerdictWriter.verdict(id, epoch.next(), mark, one,
                    tracks.getOrDefault(one.face().track(), Evidence.NONE), whole, declared(exempt, mark, one), muted));
        }
        var step = before.episode()
                .after(new Observation(id.stream(), id.epoch(), epoch.next(), mark.start(), mark.end(),
                        turn.plan(), heard, applied.highestTrack(), whole, judged.stream().anyMatch(Judgement::partial),
                        muted),
                        config);
        if (step.alert() != null) {
            outbox.alert(step.alert());
        }
        return new Applied(before.applied(id.epoch(), mark.end(), whole, step.next(), full(mark, judged),
                mark.reason() == MarkReason.GAP), applied);
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
    private static EpochState roll(EpochState epoch, Turn.Apply turn, List<Judgement> judged) {
        var called = epoch;
        for (var seat : turn.plan() == null || judged.isEmpty() ? List.<Seat>of() : turn.plan().active()) {
            var missing = judged.stream().anyMatch(one -> one.missing().contains(seat.id()));
            called = missing ? called.without(seat.id()) : called.heard(seat.id());
        }
        return called;
    }

    private static Judgement judge(Turn.Apply turn, Face face) {
        var plan = turn.plan();
        return plan == null
                ? Judgement.withoutPlan(face, Objects.requireNonNull(turn.mark().plan()))
                : Fusion.judge(plan, face, turn.pending().opinions());
    }

    private static boolean declared(Exemptions exempt, Mark mark, Judgement judged) {
        return exempt.declared(judged.face().box(), mark.pictureWidth(), mark.pictureHeight());
    }

    private SortedMap<Integer, Evidence> trackEvidence(SortedMap<Integer, Evidence> before, Turn.Apply turn,
            List<Judgement> heard) {
        var mark = turn.mark();
        var after = new TreeMap<Integer, Evidence>();
        before.forEach((track, evidence) -> after.put(track, evidence.at(mark.start(), config.resetAfter())));
        for (var one : heard) {
            if (one.hasOpinion()) {
                after.merge(one.face().track(), after(Evidence.NONE, one.llr(), turn),
                        (old, fresh) -> after(old, one.llr(), turn));
            }
        }
        after.replaceAll((track, evidence) -> evidence.at(mark.end(), config.resetAfter()));
        after.values().removeIf(evidence -> !evidence.present());
        return after;
    }

    /** The evidence of the stream follows the highest log-likelihood ratio of each window. */
    private Evidence streamEvidence(Evidence before, Turn.Apply turn, List<Judgement> heard) {
        var mark = turn.mark();
        var fresh = before.at(mark.start(), config.resetAfter());
        var highest = heard.stream().filter(Judgement::hasOpinion).mapToDouble(Judgement::llr).max();
        return (highest.isPresent() ? after(fresh, highest.getAsDouble(), turn) : fresh).at(mark.end(),
                config.resetAfter());
    }

    private static Evidence after(Evidence before, double llr, Turn.Apply turn) {
        Plan plan = Objects.requireNonNull(turn.plan());
        return before.after(llr, turn.mark().start(), turn.mark().end(), plan.thresholds());
    }

    private static boolean full(Mark mark, List<Judgement> judged) {
        return mark.seen() && judged.stream().noneMatch(one -> one.partial() || one.failed());
    }
}
