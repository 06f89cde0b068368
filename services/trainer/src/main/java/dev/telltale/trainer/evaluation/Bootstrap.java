package dev.telltale.trainer.evaluation;

import org.hipparchus.stat.descriptive.rank.Percentile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap over groups (Efron, 1979): pictures of one person, or windows of one clip, are not independent,
 * so whole groups are drawn.
 */
public final class Bootstrap {
    private static final int RESAMPLES = 2000;
    private static final long SEED = 20;

    private Bootstrap() {}

    /**
     * The figure of all items with its 95 % interval. Resamples on which the figure is not a number (one class only) are
     * left out.
     *
     * @param group what an item belongs to
     */
    public static <T> Interval of(List<T> items, Function<T, String> group, ToDoubleFunction<List<T>> figure) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("nothing to resample");
        }
        Map<String, List<T>> groups = new TreeMap<>();
        items.forEach(item -> groups.computeIfAbsent(group.apply(item), key -> new ArrayList<>()).add(item));
        List<List<T>> drawable = List.copyOf(groups.values());
        SplittableRandom random = new SplittableRandom(SEED);
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            List<T> resample = new ArrayList<>();
            for (int j = 0; j < drawable.size(); j++) {
                resample.addAll(drawable.get(random.nextInt(drawable.size())));
            }
            double value = figure.applyAsDouble(resample);
            if (!Double.isNaN(value)) {
                figures.add(value);
            }
        }
        if (figures.isEmpty()) {
            double alone = figure.applyAsDouble(items);
            return new Interval(alone, Double.NaN, Double.NaN);
        }
        Percentile percentile = new Percentile();
        percentile.setData(figures.stream().mapToDouble(Double::doubleValue).toArray());
        return new Interval(figure.applyAsDouble(items), percentile.evaluate(2.5), percentile.evaluate(97.5));
    }
}
