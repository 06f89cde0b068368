package dev.telltale.faces;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.TrustedRecords;

import java.time.Instant;
import java.util.List;

/** The same plan for everybody. */
record FixedPlan(DetectorPlan plan) implements PlanSource {
    static final List<Integer> SLOTS = List.of(0, 4, 8, 12, 16, 20, 24, 28);

    static {
        TrustedRecords.trust(DetectorPlan.class);
    }

    static FixedPlan of(String format, int cropSize) {
        return new FixedPlan(DetectorPlan.newBuilder().setName("default").setVersion(1).setActive(List.of())
                .setSlots(SLOTS).setCropSize(cropSize).setCropFormat(format)
                .setThresholds(Thresholds.newBuilder().setForgetting(0.9).setDrift(0.5).setOpenAt(4).setCloseAt(1)
                        .setSuspiciousLlr(1).setEvidence("test").build())
                .setCreatedAt(Instant.EPOCH).build());
    }

    @Override
    public DetectorPlan current(String stream) {
        return plan;
    }

    @Override
    public DetectorPlan exactly(PlanRef ref) {
        if (ref.getVersion() != plan.getVersion()) {
            throw new IllegalArgumentException("unknown plan " + ref);
        }
        return plan;
    }
}
