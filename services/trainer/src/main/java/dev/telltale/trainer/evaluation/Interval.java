package dev.telltale.trainer.evaluation;

import java.util.Locale;

/**
 * A figure and the interval that holds it with 95 % confidence.
 *
 * @param value the figure on all data
 * @param low 2.5th percentile over resamples
 * @param high 97.5th percentile over resamples
 */
public record Interval(double value, double low, double high) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", value, low, high);
    }
}
