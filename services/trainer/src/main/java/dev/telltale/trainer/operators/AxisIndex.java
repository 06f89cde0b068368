package dev.telltale.trainer.operators;

import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Differentiable picking of positions along one axis. */
final class AxisIndex {
    private AxisIndex() {}

    /** The tensor whose i-th slice along the axis is the input's slice at {@code positions[i]}. */
    static Tensor pick(Tensor input, int axis, long[] positions) {
        return torch.index_select(input, axis, TensorArrays.longs(positions, positions.length));
    }

    static boolean isIdentity(long[] positions, long size) {
        if (positions.length != size) {
            return false;
        }
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != i) {
                return false;
            }
        }
        return true;
    }
}
