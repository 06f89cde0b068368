package dev.telltale.detectors.calibration;

/**
 * Fits {@link Platt} by logistic regression (Platt 1999, with his softened targets). Both classes get the same total weight, so that the result is a
 * log-likelihood ratio whatever the mixture of the data.
 */
public final class PlattFit {

    private static final int STEPS = 100;
    private static final double SMALLEST_SLOPE = 1e-6;

    private PlattFit() {}

    /**
     * The best line for these scores.
     *
     * @throws IllegalArgumentException without scores of both classes, or where higher scores do not speak for synthetic
     */
    public static Platt fit(double[] scores, boolean[] synthetic) {
        int positives = Labels.requireBoth(scores, synthetic);
        int negatives = scores.length - positives;
        double a = 0;
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
            for (int i = 0; i < scores.length; i++) {
                double weight = synthetic[i] ? 0.5 / positives : 0.5 / negatives;
                double target = synthetic[i] ? (positives + 1.0) / (positives + 2.0) : 1.0 / (negatives + 2.0);
                double p = 1 / (1 + Math.exp(-(a * scores[i] + b)));
                double error = weight * (p - target);
                double curve = weight * p * (1 - p);
                ga += error * scores[i];
                gb += error;
                haa += curve * scores[i] * scores[i];
                hab += curve * scores[i];
                hbb += curve;
            }
            double determinant = haa * hbb - hab * hab;
            double da = (hbb * ga - hab * gb) / determinant;
            double db = (haa * gb - hab * ga) / determinant;
            double shrink = Math.min(1, 2 / Math.max(1e-12, Math.max(Math.abs(da), Math.abs(db))));
            a -= shrink * da;
            b -= shrink * db;
            if (Math.abs(da) + Math.abs(db) < 1e-10) {
                break;
            }
        }
        if (a < SMALLEST_SLOPE) {
            throw new IllegalArgumentException("higher scores do not speak for synthetic here: slope " + a);
        }
        return new Platt(a, b);
    }
}
