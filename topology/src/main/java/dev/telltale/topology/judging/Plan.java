package dev.telltale.topology.judging;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.Thresholds;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An immutable plan as the rules need it.
 *
 * @param ref its name and version
 * @param active the detectors that count, in the plan's order
 * @param shadow the detectors that run along without a say
 * @param bias added to the fused log-likelihood ratio
 * @param thresholds the sequential test
 */
public record Plan(PlanRef ref, List<Seat> active, List<Seat> shadow, double bias, Thresholds thresholds) {

    /** Refuses numbers that are none and thresholds in the wrong order. */
    public Plan {
        var t = thresholds;
        finite("bias", bias);
        finite("drift", t.getDrift());
        finite("openAt", t.getOpenAt());
        finite("suspiciousLlr", t.getSuspiciousLlr());
        active.forEach(seat -> finite("weight of " + seat.id(), seat.weight()));
        if (!(t.getForgetting() >= 0 && t.getForgetting() <= 1)) {
            throw new IllegalArgumentException("plan's forgetting must lie in 0 to 1, got: " + t.getForgetting());
        }
        if (!(t.getCloseAt() > 0 && t.getCloseAt() <= t.getOpenAt())) {
            throw new IllegalArgumentException(
                    "plan's closeAt must lie above 0 and at most at openAt (" + t.getOpenAt() + "), got: "
                            + t.getCloseAt());
        }
    }

    /** Reads a plan from its contract. */
    public static Plan of(DetectorPlan plan) {
        return new Plan(new PlanRef(plan.getName(), plan.getVersion()),
                plan.getActive().stream().map(Seat::of).toList(),
                plan.getShadow().stream().map(Seat::of).toList(), plan.getBias(), plan.getThresholds());
    }

    /** The plan's key: name@version. */
    public static String key(PlanRef ref) {
        return ref.getName() + "@" + ref.getVersion();
    }

    /** Where the detector sits among the active ones; null: it does not. */
    public @Nullable Seat activeSeat(DetectorRef detector) {
        return find(active, detector);
    }

    /** Where the detector sits among the shadows; null: it does not. */
    public @Nullable Seat shadowSeat(DetectorRef detector) {
        return find(shadow, detector);
    }

    private static @Nullable Seat find(List<Seat> seats, DetectorRef detector) {
        for (var seat : seats) {
            if (seat.seats(detector)) {
                return seat;
            }
        }
        return null;
    }

    private static void finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("plan's " + what + " must be finite, got: " + value);
        }
    }
}
