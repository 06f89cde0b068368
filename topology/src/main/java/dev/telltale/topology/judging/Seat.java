package dev.telltale.topology.judging;

import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.PlannedDetector;

/**
 * The place of a detector in a plan.
 *
 * @param id name@version
 * @param detector the detector as the plan names it
 * @param weight its weight in fusion
 */
public record Seat(String id, DetectorRef detector, double weight) {

    static Seat of(PlannedDetector planned) {
        return new Seat(id(planned.getDetector()), planned.getDetector(), planned.getWeight());
    }

    /** The detector's id: name@version. */
    public static String id(DetectorRef detector) {
        return detector.getDetector() + "@" + detector.getVersion();
    }

    /** Whether the detector is the one that sits here, and no other bytes than those the plan pins. */
    public boolean seats(DetectorRef other) {
        return sameName(other) && (detector.getSha256().isEmpty() || detector.getSha256().equals(other.getSha256()));
    }

    private boolean sameName(DetectorRef other) {
        return detector.getDetector().equals(other.getDetector()) && detector.getVersion().equals(other.getVersion());
    }
}
