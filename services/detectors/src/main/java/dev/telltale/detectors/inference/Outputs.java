package dev.telltale.detectors.inference;

import java.util.Map;

/** What a network gave for a batch: each output's numbers, row by row. */
public final class Outputs {
    private final Map<String, float[]> values;
    private final int batch;

    Outputs(Map<String, float[]> values, int batch) {
        this.values = Map.copyOf(values);
        this.batch = batch;
    }

    /** Items in the batch. */
    public int batch() {
        return batch;
    }

    /** All numbers of an output; not a copy. */
    public float[] of(String output) {
        float[] found = values.get(output);
        if (found == null) {
            throw new IllegalArgumentException("no output '" + output + "', there are: " + values.keySet());
        }
        return found;
    }

    /** One number of one item. */
    public float of(String output, int item, int index) {
        float[] found = of(output);
        return found[item * (found.length / batch) + index];
    }
}
