package dev.telltale.topology.judging;

import dev.telltale.schemas.Contribution;
import dev.telltale.schemas.PlanRef;

import java.util.List;

/**
 * The fused opinion on one track in one window.
 *
 * @param face the face that was judged
 * @param llr fused log-likelihood ratio; 0 without an opinion
 * @param opinions detectors with an opinion
 * @param missing active detectors that nothing came from, as name@version; the plan itself where it never became known
 * @param failed whether a detector was left out under load or failed, so that the window was not judged in full
 * @param contributions what each active detector gave, in the plan's order
 * @param shadow what the shadows said that came in time
 */
public record Judgement(Face face, double llr, int opinions, List<String> missing, boolean failed,
        List<Contribution> contributions, List<Contribution> shadow) {

    /** What can be said of a face whose plan never became known: nothing, and that is flagged. */
    public static Judgement withoutPlan(Face face, PlanRef plan) {
        return new Judgement(face, 0, 0, List.of(Plan.key(plan)), true, List.of(), List.of());
    }

    /** Whether anybody had an opinion. */
    public boolean hasOpinion() {
        return opinions > 0;
    }

    /** Whether a detector of the plan is missing. */
    public boolean partial() {
        return !missing.isEmpty();
    }

    /** The same as a probability at even prior odds, 0 to 1. */
    public double probability() {
        return Fusion.logistic(llr);
    }
}
