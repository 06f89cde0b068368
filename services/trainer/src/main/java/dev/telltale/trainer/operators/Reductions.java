package dev.telltale.trainer.operators;

import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Sums, means, norms and extremes over axes. */
final class Reductions {
    private Reductions() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("ReduceMean", reduce(18, (in, axes, keep) -> torch.mean(in, axes, keep,
                new ScalarTypeOptional())));
        operators.add("ReduceSum", reduce(13, (in, axes, keep) -> torch.sum(in, axes, keep,
                new ScalarTypeOptional())));
        operators.add("ReduceMax", reduce(18, torch::amax));
        operators.add("ReduceMin", reduce(18, torch::amin));
        operators.add("ReduceL2", reduce(18, (in, axes, keep) -> torch.linalg_vector_norm(in, new Scalar(2.0), axes,
                keep, new ScalarTypeOptional())));
        operators.add("ArgMax", Reductions::argMax);
    }

    private interface Reduction {
        Tensor apply(Tensor input, long[] axes, boolean keep);
    }

    /** Axes are an attribute before the given opset and an input since; none means all. */
    private static Operator reduce(int axesAreInputSince, Reduction reduction) {
        return node -> {
            boolean keep = node.attributes().flag("keepdims", true);
            boolean inputAxes = node.opset() >= axesAreInputSince;
            boolean noneIsNoop = inputAxes && node.attributes().flag("noop_with_empty_axes", false);
            long[] fixed = inputAxes ? new long[0] : node.attributes().integers("axes").orElse(new long[0]);
            return Kernel.single(arguments -> {
                Tensor input = arguments.get(0);
                long[] axes = inputAxes && arguments.has(1) ? arguments.longs(1) : fixed;
                if (axes.length == 0 && noneIsNoop) {
                    return input;
                }
                requireNumbers(node, input);
                return reduction.apply(input, axes.length == 0 ? Shapes.range(0, (int) input.dim()) : axes, keep);
            });
        };
    }

    private static void requireNumbers(Node node, Tensor input) {
        if (!input.is_floating_point()) {
            throw node.unsupported("an input of element type " + TensorArrays.type(input));
        }
        if (input.numel() == 0) {
            throw node.unsupported("an empty input");
        }
    }

    private static Kernel argMax(Node node) {
        long axis = node.attributes().integer("axis", 0);
        boolean keep = node.attributes().flag("keepdims", true);
        node.attributes().require("select_last_index", 0);
        return Kernel.single(arguments -> torch.argmax(arguments.get(0), new LongOptional(axis), keep));
    }
}
