package dev.telltale.local.detect;

/** Numbers as people read them: no more digits than they mean. */
final class Rounded {
    private Rounded() {}

    /** To the millisecond. */
    static double seconds(double seconds) {
        return Math.round(seconds * 1e3) / 1e3;
    }

    /** Four digits: probabilities, shares, log-likelihood ratios. */
    static double figure(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /** The probability at even prior odds of a log-likelihood ratio. */
    static double probability(double llr) {
        return figure(1 / (1 + Math.exp(-llr)));
    }
}
