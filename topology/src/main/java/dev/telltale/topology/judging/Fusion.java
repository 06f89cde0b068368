package dev.telltale.topology.judging;

import dev.telltale.schemas.AbstainReason;
import dev.telltale.schemas.Contribution;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fuses the opinions on one track in one window: bias + sum of weight x quality x log-likelihood ratio. Abstaining adds nothing,
 * shadows are recorded and add nothing. Weights come from logistic regression on held-out scores, so the sum is a calibrated
 * log-likelihood ratio again.
 */
public final class Fusion {
    /** What a contribution says where nothing came in time. */
    public static final String MISSING = "MISSING";
    private static final Set<String> NOT_JUDGED = Set.of(AbstainReason.SHED.name(), AbstainReason.MODEL_FAILED.name(),
            AbstainReason.POISON.name());

    private Fusion() {}

    /** Judges a face by a plan. */
    public static Judgement judge(Plan plan, Face face, List<Opinion> opinions) {
        var contributions = contributions(plan.active(), face, opinions);
        var shadow = contributions(plan.shadow(), face, opinions);
        shadow.removeIf(contribution -> MISSING.equals(contribution.getAbsence()));
        var missing = new ArrayList<String>();
        var failed = false;
        var count = 0;
        var sum = plan.bias();
        for (var contribution : contributions) {
            var absence = contribution.getAbsence();
            if (absence == null) {
                count++;
                sum += contribution.getShare();
            } else if (absence.equals(MISSING)) {
                missing.add(Seat.id(contribution.getDetector()));
            } else {
                failed |= NOT_JUDGED.contains(absence);
            }
        }
        return new Judgement(face, count == 0 ? 0 : sum, count, List.copyOf(missing), failed, contributions, shadow);
    }

    /** Probability at even prior odds of a log-likelihood ratio. */
    public static double logistic(double llr) {
        return 1 / (1 + Math.exp(-llr));
    }

    private static List<Contribution> contributions(List<Seat> seats, Face face, List<Opinion> opinions) {
        var contributions = new ArrayList<Contribution>(seats.size());
        for (var seat : seats) {
            contributions.add(contribution(seat, face, find(opinions, face.track(), seat)));
        }
        return contributions;
    }

    private static Contribution contribution(Seat seat, Face face, @Nullable Opinion opinion) {
        if (opinion == null) {
            return new Contribution(seat.detector(), null, seat.weight(), 0.0, MISSING, null, "");
        }
        var llr = opinion.llr();
        var share = llr == null ? 0.0 : seat.weight() * face.quality() * llr;
        return new Contribution(opinion.detector(), llr, seat.weight(), share, opinion.absence(), opinion.topSlot(),
                opinion.inputSha256());
    }

    /** The opinion of the detector in this seat; null: nothing came. */
    public static @Nullable Opinion find(List<Opinion> opinions, int track, Seat seat) {
        for (var opinion : opinions) {
            if (opinion.track() == track && seat.seats(opinion.detector())) {
                return opinion;
            }
        }
        return null;
    }
}
