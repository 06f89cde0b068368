package dev.telltale.trainer.loop;

import dev.telltale.trainer.interpreter.Weight;

import java.util.ArrayList;
import java.util.List;

/** Copies of all weights as arrays, in the graph's order: to average them, keep the best, and store them. */
final class WeightSets {
    private WeightSets() {}

    static List<float[]> copy(List<Weight> weights) {
        List<float[]> copy = new ArrayList<>();
        weights.forEach(weight -> copy.add(weight.values()));
        return copy;
    }

    static void restore(List<Weight> weights, List<float[]> values) {
        if (values.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "the graph has " + weights.size() + " weights, got: " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            weights.get(i).set(values.get(i));
        }
    }

    /** Moves the average towards the present weights: {@code keep} of the old stays. */
    static void average(List<float[]> average, List<Weight> weights, double keep) {
        for (int i = 0; i < average.size(); i++) {
            float[] old = average.get(i);
            float[] now = weights.get(i).values();
            for (int j = 0; j < old.length; j++) {
                old[j] += (float) ((1 - keep) * (now[j] - old[j]));
            }
        }
    }
}
