package dev.telltale.topology.episodes;

import dev.telltale.schemas.Contribution;
import dev.telltale.schemas.DetectorRef;

import java.util.Objects;

/**
 * What one detector had to do with one suspicious track.
 *
 * @param detector the detector
 * @param positive sum of what it added to fused log-likelihood ratios, as far as above zero
 * @param llrs sum of its log-likelihood ratios
 * @param windows suspicious windows in which it had an opinion
 */
public record Tally(DetectorRef detector, double positive, double llrs, long windows) {

    static Tally of(Contribution contribution) {
        return new Tally(contribution.getDetector(), 0, 0, 0).with(contribution);
    }

    Tally with(Contribution contribution) {
        return new Tally(detector, positive + Math.max(0, contribution.getShare()),
                llrs + Objects.requireNonNull(contribution.getLlr()), windows + 1);
    }

    Tally plus(Tally other) {
        return new Tally(detector, positive + other.positive, llrs + other.llrs, windows + other.windows);
    }
}
