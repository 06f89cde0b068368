package dev.telltale.detectors.calibration;

/** Checks of labelled scores. */
final class Labels {

    private Labels() {}

    /** Number of synthetic ones, of which there must be some, as of the others. */
    static int requireBoth(double[] scores, boolean[] synthetic) {
        if (scores.length != synthetic.length) {
            throw new IllegalArgumentException(
                    "scores and labels differ in number: " + scores.length + " and " + synthetic.length);
        }
        int positives = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new IllegalArgumentException("score " + i + " is not a finite number: " + scores[i]);
            }
            positives += synthetic[i] ? 1 : 0;
        }
        if (positives == 0 || positives == scores.length) {
            throw new IllegalArgumentException(
                    "calibration needs scores of both classes, got " + positives + " synthetic of " + scores.length);
        }
        return positives;
    }
}
