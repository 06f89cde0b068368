package dev.telltale.trainer.loop;

import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.Tensor;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One mini-batch.
 *
 * @param inputs of the graph, by name
 * @param targets that the objective compares with, by name
 */
public record Batch(Map<String, Floats> inputs, Map<String, Floats> targets) {
    /** Float32 values in row-major order; the first axis counts samples. */
    public static final class Floats {
        private final float[] values;
        private final long[] shape;

        /** Takes the array over. */
        public Floats(float[] values, long... shape) {
            if (TensorArrays.elements(shape) != values.length) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(shape) + " does not hold " + values.length + " values");
            }
            this.values = values;
            this.shape = shape.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Floats that && Arrays.equals(shape, that.shape)
                    && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** As tensors of the innermost native scope. */
    static Map<String, Tensor> tensors(Map<String, Floats> arrays) {
        Map<String, Tensor> tensors = new HashMap<>();
        arrays.forEach((name, floats) -> tensors.put(name, TensorArrays.floats(floats.values, floats.shape)));
        return tensors;
    }
}
