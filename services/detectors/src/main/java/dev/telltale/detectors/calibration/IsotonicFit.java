package dev.telltale.detectors.calibration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Fits {@link Isotonic} by pooling adjacent violators; both classes get the same total weight, and half a sample of each keeps llrs finite. */
public final class IsotonicFit {

    private IsotonicFit() {}

    /** One pool of neighbouring samples. */
    private record Pool(double scoreSum, int count, double positive, double negative) {
        Pool and(Pool other) {
            return new Pool(scoreSum + other.scoreSum, count + other.count, positive + other.positive,
                    negative + other.negative);
        }

        double share() {
            return positive / (positive + negative);
        }
    }

    /**
     * The best rising steps for these scores, with a knot at the mean score of each.
     *
     * @throws IllegalArgumentException without scores of both classes
     */
    public static Isotonic fit(double[] scores, boolean[] synthetic) {
        int positives = Labels.requireBoth(scores, synthetic);
        double up = 1.0 / positives;
        double down = 1.0 / (scores.length - positives);
        Deque<Pool> pools = new ArrayDeque<>();
        IntStream.range(0, scores.length).boxed().sorted(Comparator.comparingDouble(i -> scores[i])).forEach(i -> {
            Pool pool = new Pool(scores[i], 1, synthetic[i] ? up : 0, synthetic[i] ? 0 : down);
            while (!pools.isEmpty()
                    && (pools.getLast().share() >= pool.share() || mean(pools.getLast()) >= mean(pool))) {
                pool = pools.removeLast().and(pool);
            }
            pools.addLast(pool);
        });
        List<Double> knots = new ArrayList<>();
        List<Double> llrs = new ArrayList<>();
        for (Iterator<Pool> each = pools.iterator(); each.hasNext();) {
            Pool pool = each.next();
            double llr = Math.log((pool.positive + up / 2) / (pool.negative + down / 2));
            knots.add(mean(pool));
            llrs.add(llrs.isEmpty() ? llr : Math.max(llr, llrs.getLast()));
        }
        return new Isotonic(knots, llrs);
    }

    private static double mean(Pool pool) {
        return pool.scoreSum / pool.count;
    }
}
