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
    /** What finds the landmarks of every face that it judges. */
    public static final String LANDMARKS = "landmarks68";

    private static final int VERSION = 1;
    private static final int SLOTS = 32;
    private static final int EVERY = 4;
    private static final String AUTHOR = "telltale local";

    private DefaultPlan() {}

    /**
     * The sequential test's numbers, set by what the bundled detector says of genuine footage that it has not learned from
     * ({@code eval/windows.csv} of its package; DefaultPlanTest holds these numbers to it).
     *
     * <p>
     * About one genuine window in a hundred reaches the suspicious mark. The drift is above the mean of all but two of
     * 107 genuine faces: theirs is evidence that grows though nothing is wrong, and no threshold would stop
     * it for ever. These count a window whole; the aggregation weighs a small, blurred or turned face less, so that
     * {@code detect} itself, run on the 91 of them that fill a clip alone, saw no window above 0.58 and opened no alert.
     * A face that exceeds the drift by as much as the sure forgeries do opens an alert after three to five windows. That is no false-alert budget: they stay provisional until a site's own footage has been measured.
     */
    public static Thresholds thresholds() {
        return Thresholds.newBuilder().setForgetting(0.98).setDrift(0.7).setOpenAt(1).setCloseAt(0.4)
                .setSuspiciousLlr(0.8).setBudgetPerDay(null)
                .setEvidence("290 genuine windows of 107 faces that blend-lite 1.1.0 has not learned from;"
                        + " no footage of this site has been measured")
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
