package dev.telltale.topology.order;

import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.judging.Opinion;
import dev.telltale.topology.judging.Plan;
import dev.telltale.topology.judging.PlanLookup;
import dev.telltale.topology.judging.Seat;
import dev.telltale.topology.rules.AggregationConfig;
import dev.telltale.topology.rules.DropCounter;
import dev.telltale.topology.rules.DropReason;
import dev.telltale.topology.rules.RejectedRecordException;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Takes scores into the ledger. */
final class ScoreIntake {
    /** What became of a score. */
    enum Result {
        /** It changes nothing. */
        DROPPED,
        /** It waits with its window. */
        KEPT,
        /** It belongs to the window whose turn it is. */
        AWAITED
    }

    private final AggregationConfig config;
    private final PlanLookup plans;
    private final Ledger ledger;
    private final DropCounter drops;

    ScoreIntake(AggregationConfig config, PlanLookup plans, Ledger ledger, DropCounter drops) {
        this.config = config;
        this.plans = plans;
        this.ledger = ledger;
        this.drops = drops;
    }

    /** Takes a score. */
    Result admit(WindowScore score) {
        var id = new EpochId(score.getStream(), score.getEpoch());
        var known = ledger.epoch(id);
        var stream = known == null ? Objects.requireNonNullElse(ledger.stream(id.stream()), StreamState.NEW) : null;
        if (stream != null && stream.knowsOf(id.epoch())) {
            return drop(DropReason.LATE);
        }
        var epoch = known == null ? EpochState.opening() : known;
        if (epoch.over(score.getWindow())) {
            return drop(DropReason.AFTER_END);
        }
        var opinion = Opinion.of(score);
        if (score.getWindow() < epoch.next()) {
            return late(id, epoch, score, opinion);
        }
        var pending = Objects.requireNonNullElse(ledger.window(id, score.getWindow()), PendingWindow.EMPTY);
        refuseStranger(score, pending.mark());
        if (pending.has(opinion)) {
            return drop(DropReason.DUPLICATE);
        }
        ledger.window(id, score.getWindow(), pending.with(opinion));
        var hearing = epoch.expecting(Attention.AWAKE).heard(Seat.id(opinion.detector()));
        if (!hearing.equals(known)) {
            ledger.epoch(id, hearing);
        }
        if (stream != null) {
            ledger.stream(id.stream(), stream.opening(id.epoch()));
        }
        return score.getWindow() == epoch.next() && pending.mark() != null ? Result.AWAITED : Result.KEPT;
    }

    /** Its window has been applied; but a detector that is only just too late is up again, and will be waited for. */
    private Result late(EpochId id, EpochState epoch, WindowScore score, Opinion opinion) {
        if (epoch.clock() - score.getWindow() < config.patience()) {
            ledger.epoch(id, epoch.heard(Seat.id(opinion.detector())));
        }
        var plan = plans.find(score.getPlan());
        var shadow = plan != null && plan.shadowSeat(opinion.detector()) != null;
        return drop(shadow ? DropReason.SHADOW_LATE : DropReason.LATE);
    }

    private void refuseStranger(WindowScore score, @Nullable Mark mark) {
        var plan = plan(mark == null || mark.plan() == null ? score.getPlan() : mark.plan());
        var detector = score.getDetector();
        if (plan != null && plan.activeSeat(detector) == null && plan.shadowSeat(detector) == null) {
            throw new RejectedRecordException(DropReason.UNKNOWN_DETECTOR,
                    Seat.id(detector) + " " + detector.getSha256() + " is not in plan " + Plan.key(plan.ref()));
        }
        if (mark != null && !mark.lists(score.getTrack())) {
            throw new RejectedRecordException(DropReason.UNKNOWN_TRACK,
                    "track " + score.getTrack() + " is not in the mark of window " + score.getWindow());
        }
    }

    private @Nullable Plan plan(PlanRef ref) {
        return plans.find(ref);
    }

    private Result drop(DropReason reason) {
        drops.count(reason);
        return Result.DROPPED;
    }
}
