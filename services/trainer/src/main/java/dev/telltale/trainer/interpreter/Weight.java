package dev.telltale.trainer.interpreter;

import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

import java.util.Arrays;

/**
 * A float initializer that training changes.
 *
 * @param name the initializer's name in the model
 * @param tensor its values, float32; lives as long as the graph
 * @param learned true for weights with a gradient, false for running statistics and frozen weights
 */
public record Weight(String name, Tensor tensor, boolean learned) {
    /** A copy of the values, row-major. */
    public float[] values() {
        return TensorArrays.floats(tensor);
    }

    /** Overwrites the values in place. */
    public void set(float[] values) {
        if (values.length != tensor.numel()) {
            throw new IllegalArgumentException("weight '" + name + "' has " + tensor.numel() + " values of shape "
                    + Arrays.toString(tensor.shape()) + ", got: " + values.length);
        }
        NoGradGuard guard = new NoGradGuard();
        try (Tensor source = TensorArrays.floats(values, tensor.shape())) {
            tensor.copy_(source);
        } finally {
            guard.close();
        }
    }
}
