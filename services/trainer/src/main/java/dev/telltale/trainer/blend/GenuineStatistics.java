package dev.telltale.trainer.blend;

import org.hipparchus.stat.descriptive.DescriptiveStatistics;

import java.util.Locale;

/**
 * How the log-likelihood ratios of genuine windows are spread: what drift and thresholds of a plan have to stand.
 *
 * @param set which windows
 * @param windows how many
 * @param mean of their ratios
 * @param deviation of their ratios
 * @param median of their ratios
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param highest greatest
 */
record GenuineStatistics(String set, long windows, double mean, double deviation, double median, double p95, double p99,
        double highest) {
    static GenuineStatistics of(String set, double[] ratios) {
        DescriptiveStatistics statistics = new DescriptiveStatistics(ratios);
        return new GenuineStatistics(set, statistics.getN(), statistics.getMean(), statistics.getStandardDeviation(),
                statistics.getPercentile(50), statistics.getPercentile(95), statistics.getPercentile(99),
                statistics.getMax());
    }

    String row() {
        return String.format(Locale.ROOT, "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n", set, windows, mean,
                deviation, median, p95, p99, highest);
    }
}
