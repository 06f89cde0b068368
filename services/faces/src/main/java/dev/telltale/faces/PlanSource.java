package dev.telltale.faces;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.PlanRef;

/** Where plans come from. Both answer at once: whoever asks has waited until plans are known. */
public interface PlanSource {
    /** The plan that is current for the stream. */
    DetectorPlan current(String stream);

    /** One immutable version of a plan. */
    DetectorPlan exactly(PlanRef ref);
}
