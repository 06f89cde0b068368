package dev.telltale.scoring;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.PlannedDetector;

import java.util.List;
import java.util.stream.Stream;

/** What detectors are called, and which of a plan are ours. */
final class Names {
    private Names() {}

    /** name@version. */
    static String of(DetectorRef ref) {
        return ref.getDetector() + "@" + ref.getVersion();
    }

    /** The detectors of a plan that this pool runs, active and shadow, in the plan's order. */
    static List<DetectorRef> inPool(DetectorPlan plan, String pool) {
        return Stream.concat(plan.getActive().stream(), plan.getShadow().stream())
                .filter(planned -> planned.getPool().equals(pool)).map(PlannedDetector::getDetector).toList();
    }
}
