package dev.telltale.topology.order;

import dev.telltale.topology.judging.Fusion;
import dev.telltale.topology.judging.Plan;
import dev.telltale.topology.judging.PlanLookup;
import dev.telltale.topology.judging.Seat;
import dev.telltale.topology.order.Turn.Apply;
import dev.telltale.topology.order.Turn.Finish;
import dev.telltale.topology.order.Turn.PassOver;
import dev.telltale.topology.order.Turn.Wait;
import dev.telltale.topology.rules.AggregationConfig;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Decides what comes next in an epoch. */
final class Sequencer {
    private static final Turn WAIT = new Wait(false);
    private static final Turn WAIT_FOR_PLAN = new Wait(true);

    private final AggregationConfig config;
    private final PlanLookup plans;

    Sequencer(AggregationConfig config, PlanLookup plans) {
        this.config = config;
        this.plans = plans;
    }

    /**
     * What comes next.
     *
     * @param epoch where the epoch stands
     * @param pending what has come for its next window; null: nothing
     * @param abandoned whether nothing more is waited for
     * @param superseded whether a later epoch has begun, or none will
     */
    Turn next(EpochState epoch, @Nullable PendingWindow pending, boolean abandoned, boolean superseded) {
        var window = epoch.next();
        if (epoch.over(window)) {
            return new Finish();
        }
        if (epoch.marked() && window <= epoch.clock()) {
            return turn(epoch, pending, abandoned || overdue(epoch, window));
        }
        if (epoch.ended() && abandoned) {
            return new PassOver();
        }
        return abandoned && superseded ? new Finish() : WAIT;
    }

    private Turn turn(EpochState epoch, @Nullable PendingWindow pending, boolean overdue) {
        var mark = pending == null ? null : pending.mark();
        if (pending == null || mark == null) {
            return overdue ? new PassOver() : WAIT;
        }
        if (mark.faces().isEmpty() || mark.plan() == null) {
            return new Apply(mark, pending, mark.plan() == null ? null : plans.find(mark.plan()));
        }
        var plan = plans.find(mark.plan());
        if (overdue || (plan != null && complete(plan, mark, pending, epoch))) {
            return new Apply(mark, pending, plan);
        }
        return plan == null ? WAIT_FOR_PLAN : WAIT;
    }

    private boolean overdue(EpochState epoch, long window) {
        return !epoch.keepAll() && epoch.clock() - window >= config.graceWindows(epoch.length());
    }

    private boolean complete(Plan plan, Mark mark, PendingWindow pending, EpochState epoch) {
        for (var seat : plan.active()) {
            if (!down(epoch, seat) && !heard(seat, mark, pending)) {
                return false;
            }
        }
        return true;
    }

    private static boolean heard(Seat seat, Mark mark, PendingWindow pending) {
        for (var face : mark.faces()) {
            if (Fusion.find(pending.opinions(), face.track(), seat) == null) {
                return false;
            }
        }
        return true;
    }

    /** Whether the detector is no longer waited for. */
    private boolean down(EpochState epoch, Seat seat) {
        return !epoch.keepAll() && epoch.missedBy(seat.id()) >= config.patience();
    }

    /** Detectors that are down, or for which the next window has been waiting for longer than it should, as name@version. */
    List<String> overdue(EpochState epoch, @Nullable PendingWindow pending, Plan plan) {
        var mark = pending == null ? null : pending.mark();
        var waits = !epoch.keepAll() && epoch.clock() - epoch.next() > config.patience();
        return plan.active().stream().filter(seat -> down(epoch, seat)
                || (waits && pending != null && mark != null && !heard(seat, mark, pending))).map(Seat::id).toList();
    }
}
