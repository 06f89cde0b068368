package dev.telltale.trainer.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/** The receiver operating characteristic of scores against labels; equal scores are one threshold. */
public final class Roc {
    /** False and true positive rates, from (0, 0) to (1, 1), one point a distinct score. */
    private final double[] falsePositive;
    private final double[] truePositive;

    private Roc(double[] falsePositive, double[] truePositive) {
        this.falsePositive = falsePositive;
        this.truePositive = truePositive;
    }

    /**
     * The curve of a classifier.
     *
     * @param scores higher means more positive
     * @param positive labels of the same length
     * @throws IllegalArgumentException where a class is missing or a score is not a number
     */
    public static Roc of(double[] scores, boolean[] positive) {
        if (scores.length != positive.length || Arrays.stream(scores).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("each score needs a label and must be a number");
        }
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -scores[i]));
        double[] fpr = new double[scores.length + 1];
        double[] tpr = new double[scores.length + 1];
        int points = 0;
        int trueCount = 0;
        int falseCount = 0;
        for (int i = 0; i < order.length; i++) {
            if (positive[order[i]]) {
                trueCount++;
            } else {
                falseCount++;
            }
            if (i + 1 == order.length || scores[order[i]] != scores[order[i + 1]]) {
                points++;
                fpr[points] = falseCount;
                tpr[points] = trueCount;
            }
        }
        if (trueCount == 0 || falseCount == 0) {
            throw new IllegalArgumentException(
                    "both classes are needed, got: " + trueCount + " positive and " + falseCount + " negative");
        }
        return new Roc(shares(fpr, points, falseCount), shares(tpr, points, trueCount));
    }

    private static double[] shares(double[] counts, int points, int total) {
        return Arrays.stream(counts, 0, points + 1).map(count -> count / total).toArray();
    }

    /** Area under the curve: the chance that a positive scores above a negative, ties by half. */
    public double auc() {
        double area = 0;
        for (int i = 1; i < falsePositive.length; i++) {
            area += (falsePositive[i] - falsePositive[i - 1]) * (truePositive[i] + truePositive[i - 1]) / 2;
        }
        return area;
    }

    /** Equal error rate: where the false positive rate meets the false negative rate on the curve, by linear interpolation. */
    public double eer() {
        for (int i = 1; i < falsePositive.length; i++) {
            double before = 1 - truePositive[i - 1] - falsePositive[i - 1];
            double after = 1 - truePositive[i] - falsePositive[i];
            if (after <= 0) {
                double share = before / (before - after);
                return falsePositive[i - 1] + share * (falsePositive[i] - falsePositive[i - 1]);
            }
        }
        throw new AssertionError("the curve ends at (1, 1)");
    }

    /** Greatest share of positives found at a false positive rate not above {@code most}. */
    public double truePositiveRateAt(double most) {
        double best = 0;
        for (int i = 0; i < falsePositive.length && falsePositive[i] <= most; i++) {
            best = truePositive[i];
        }
        return best;
    }
}
