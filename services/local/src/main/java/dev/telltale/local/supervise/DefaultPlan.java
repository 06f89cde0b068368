package dev.telltale.local.supervise;

import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.ModelRelease;
import dev.telltale.schemas.PlannedDetector;
import dev.telltale.schemas.Thresholds;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The plan that is published where a cluster has none: the bundled detector, every fourth slot, thresholds as below. */
public final class DefaultPlan {
    /** Its name. */
    public static final String NAME = "default";
    /** The bundled detector that it asks. */
    public static final String DETECTOR = "blend-lite";
    private static final int VERSION = 1;
    private static final int SLOTS = 32;
    private static final int EVERY = 4;
    private static final String AUTHOR = "telltale local";

    private DefaultPlan() {}

    /**
     * The sequential test's numbers, and all that is known of where they come from.
     *
     * <p>
     * A window whose detector is sure of itself gives a log-likelihood ratio of about 2 to 4. The drift of 0.5 lets
     * windows that hover round nothing decay; 6 is reached by three sure windows in a row or by more of weaker ones,
     * the few seconds that a person would want to see too. They are provisional until `calibrate` has seen hours of the
     * site's own genuine footage.
     */
    public static Thresholds thresholds() {
        return Thresholds.newBuilder().setForgetting(0.98).setDrift(0.5).setOpenAt(6).setCloseAt(2)
                .setSuspiciousLlr(1.5)
                .setBudgetPerDay(null).setEvidence("set by hand; no footage of this site has been measured")
                .setProvisional(true).build();
    }

    /** The plan around a package. */
    public static DetectorPlan of(ModelPackage detector, Instant now) {
        DetectorRef ref = DetectorRef.newBuilder().setDetector(detector.id().name()).setVersion(detector.id().version())
                .setSha256(detector.sha256()).build();
        return DetectorPlan.newBuilder().setName(NAME).setVersion(VERSION)
                .setActive(List.of(PlannedDetector.newBuilder().setDetector(ref).build()))
                .setSlots(IntStream.iterate(0, slot -> slot < SLOTS, slot -> slot + EVERY).boxed().toList())
                .setThresholds(thresholds()).setCreatedAt(now).setCreatedBy(AUTHOR).build();
    }

    /** The facts of a package. */
    public static ModelRelease release(ModelPackage model, Instant now) {
        var signature = model.signature();
        return ModelRelease.newBuilder().setDetector(model.id().name()).setVersion(model.id().version())
                .setSha256(model.sha256()).setManifestSha256(model.manifestSha256())
                .setLocation(dev.telltale.detectors.packages.ModelStore.location(model.id()))
                .setSignature(signature == null ? null : signature.value())
                .setKeyId(signature == null ? null : signature.keyId()).setLicence(model.manifest().licence())
                .setCommercialUse(model.manifest().commercialUse()).setReleasedAt(now).setBy(AUTHOR).build();
    }
}
