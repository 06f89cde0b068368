package dev.telltale.trainer.operators;

import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The inputs of one run of a kernel, and the mode it runs in. */
public final class Arguments {
    private final Mode mode;
    private final List<@Nullable Tensor> tensors;

    /** Inputs in the node's order; null where an optional one is left out. */
    public Arguments(Mode mode, List<@Nullable Tensor> tensors) {
        this.mode = mode;
        this.tensors = tensors;
    }

    /** The mode of this run. */
    public Mode mode() {
        return mode;
    }

    /** Number of inputs that the node names. */
    public int count() {
        return tensors.size();
    }

    /** True when the optional input is given. */
    public boolean has(int index) {
        return index < tensors.size() && tensors.get(index) != null;
    }

    /** An input that the operator needs. */
    public Tensor get(int index) {
        Tensor tensor = index < tensors.size() ? tensors.get(index) : null;
        if (tensor == null) {
            throw new IllegalArgumentException("input " + index + " is missing");
        }
        return tensor;
    }

    /** An input in the form in which LibTorch takes optional tensors. */
    public TensorOptional optional(int index) {
        return has(index) ? new TensorOptional(get(index)) : new TensorOptional();
    }

    /** The values of an integer input (axes, shapes, starts). */
    public long[] longs(int index) {
        return TensorArrays.longs(get(index));
    }

    /** The values of a float input (scales). */
    public float[] floats(int index) {
        return TensorArrays.floats(get(index));
    }

    /** The value of an input that holds one number. */
    public double number(int index) {
        return get(index).item().toDouble();
    }
}
