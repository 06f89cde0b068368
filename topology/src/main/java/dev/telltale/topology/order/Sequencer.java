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
import java.util.function.BooleanSupplier;

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
     * @param attention what is still expected of the epoch
     * @param last whether nothing can come after what is known: a later epoch has begun, or none will
     * @param hole whether the next window lacks a mark although a later one was seen
     */
    Turn next(EpochState epoch, @Nullable PendingWindow pending, Attention attention, boolean last,
            BooleanSupplier hole) {
        var window = epoch.next();
        if (epoch.over(window)) {
            return new Finish();
        }
        if (!epoch.marked() || window > epoch.clock()) {
            return beyond(epoch, attention, last);
        }
        var mark = pending == null ? null : pending.mark();
        var overdue = !epoch.keepAll() && epoch.clock() - window >= config.graceWindows(epoch.length());
        if (pending == null || mark == null) {
            var given = overdue || attention == Attention.ABANDONED
                    || (attention == Attention.DORMANT && hole.getAsBoolean());
            return given ? new PassOver() : WAIT;
        }
        return turn(epoch, pending, mark, overdue || attention != Attention.AWAKE);
    }

    /** No mark says what is there; windows up to the end are waited for as long as anything is expected. */
    private static Turn beyond(EpochState epoch, Attention attention, boolean last) {
        if (attention == Attention.ABANDONED && epoch.ended()) {
            return new PassOver();
        }
        return attention == Attention.ABANDONED && last ? new Finish() : WAIT;
    }

    private Turn turn(EpochState epoch, PendingWindow pending, Mark mark, boolean overdue) {
        if (mark.plan() == null) {
            return new Apply(mark, pending, null);
        }
        var plan = plans.find(mark.plan());
        if (overdue || (plan != null && complete(plan, mark, pending, epoch))) {
            return new Apply(mark, pending, plan);
        }
        return plan == null ? WAIT_FOR_PLAN : WAIT;
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
