package dev.telltale.topology.episodes;

import dev.telltale.topology.judging.Fusion;

import java.util.List;

/**
 * How sure an alert is: the mean fused log-likelihood ratio over the suspicious windows of its most suspicious face, with the 95 %
 * interval of a mean. One window of unit variance is added, so that a single window does not look certain.
 *
 * @param probability at even prior odds
 * @param low lower end
 * @param high upper end
 */
record Certainty(double probability, double low, double high) {
    private static final double Z = 1.959963984540054;
    private static final Certainty NONE = new Certainty(0.5, 0, 1);

    static Certainty of(List<Suspect> suspects) {
        Suspect worst = null;
        for (var suspect : suspects) {
            worst = worst == null || suspect.peakLlr() > worst.peakLlr() ? suspect : worst;
        }
        return worst == null ? NONE : of(worst);
    }

    private static Certainty of(Suspect suspect) {
        var windows = suspect.windows();
        var mean = suspect.sum() / windows;
        var spread = Math.max(0, suspect.squares() - windows * mean * mean);
        var error = Math.sqrt((spread + 1) / windows / windows);
        return new Certainty(Fusion.logistic(mean), Fusion.logistic(mean - Z * error),
                Fusion.logistic(mean + Z * error));
    }
}
