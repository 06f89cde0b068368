package dev.telltale.trainer.interpreter;

import org.bytedeco.pytorch.Tensor;

import java.util.Map;

/**
 * What a graph computed, by output name, in the model's order. The tensors end with the native scope they were made
 * in.
 */
public record Outputs(Map<String, Tensor> byName) {
    /**
     * One output.
     *
     * @throws IllegalArgumentException when the graph has no output of that name
     */
    public Tensor get(String name) {
        Tensor output = byName.get(name);
        if (output == null) {
            throw new IllegalArgumentException("the graph has no output '" + name + "', only " + byName.keySet());
        }
        return output;
    }
}
