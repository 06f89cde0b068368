package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.Arrays;

/** Average, maximum and global pools in one or two spatial axes. */
final class Pools {
    private Pools() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("AveragePool", Pools::average);
        operators.add("MaxPool", Pools::maximum);
        operators.add("GlobalAveragePool", node -> Kernel.single(in -> torch.mean(in.get(0), spatialAxes(in.get(0)),
                true, new ScalarTypeOptional())));
        operators.add("GlobalMaxPool",
                node -> Kernel.single(in -> torch.amax(in.get(0), spatialAxes(in.get(0)), true)));
    }

    private static long[] spatialAxes(Tensor input) {
        return Shapes.range(2, (int) input.dim());
    }

    private static Kernel average(Node node) {
        Window window = Window.of(node);
        long[] kernel = kernel(node);
        boolean ceil = node.attributes().flag("ceil_mode", false);
        boolean countPadding = node.attributes().flag("count_include_pad", false);
        requireNoDilation(node, window, kernel.length);
        return Kernel.single(arguments -> {
            Tensor input = arguments.get(0);
            long[] pads = window.pads(Window.spatial(input), kernel);
            long[] strides = window.strides(kernel.length);
            if (Window.symmetric(pads) && halfOfKernelAtMost(pads, kernel)) {
                return averagePool(input, kernel, strides, Window.begins(pads), ceil, countPadding);
            }
            if (ceil) {
                throw node.unsupported("ceil_mode with asymmetric or wide padding");
            }
            long[] none = new long[kernel.length];
            Tensor sum = averagePool(Window.pad(input, pads, 0), kernel, strides, none, false, true);
            if (countPadding) {
                return sum;
            }
            Tensor inside = Window.pad(torch.ones_like(input), pads, 0);
            return torch.div(sum, averagePool(inside, kernel, strides, none, false, true));
        });
    }

    private static Kernel maximum(Node node) {
        Window window = Window.of(node);
        long[] kernel = kernel(node);
        boolean ceil = node.attributes().flag("ceil_mode", false);
        node.attributes().require("storage_order", 0);
        node.refuseOutput(1, "Indices");
        return Kernel.single(arguments -> {
            Tensor input = arguments.get(0);
            requireReal(node, input);
            long[] pads = window.pads(Window.spatial(input), kernel);
            boolean libtorchPads = Window.symmetric(pads) && halfOfKernelAtMost(pads, kernel);
            if (!libtorchPads && ceil) {
                throw node.unsupported("ceil_mode with asymmetric or wide padding");
            }
            Tensor padded = libtorchPads ? input : Window.pad(input, pads, Double.NEGATIVE_INFINITY);
            long[] rest = libtorchPads ? Window.begins(pads) : new long[kernel.length];
            return maximumPool(padded, kernel, window.strides(kernel.length), rest, window.dilations(kernel.length),
                    ceil);
        });
    }

    private static Tensor averagePool(Tensor input, long[] kernel, long[] strides, long[] pads, boolean ceil,
            boolean countPadding) {
        return kernel.length == 2
                ? torch.avg_pool2d(input, kernel, strides, pads, ceil, countPadding, new LongOptional())
                : torch.avg_pool1d(input, kernel, strides, pads, ceil, countPadding);
    }

    private static Tensor maximumPool(Tensor input, long[] kernel, long[] strides, long[] pads, long[] dilations,
            boolean ceil) {
        return kernel.length == 2
                ? torch.max_pool2d(input, kernel, strides, pads, dilations, ceil)
                : torch.max_pool1d(input, kernel, strides, pads, dilations, ceil);
    }

    private static long[] kernel(Node node) {
        long[] kernel = node.attributes().integers("kernel_shape").orElse(new long[0]);
        if (kernel.length < 1 || kernel.length > 2) {
            throw node.unsupported("a pool over " + kernel.length + " axes");
        }
        return kernel;
    }

    private static void requireNoDilation(Node node, Window window, int axes) {
        if (!Arrays.equals(window.dilations(axes), Window.filled(axes, 1))) {
            throw node.unsupported("dilations other than 1");
        }
    }

    private static void requireReal(Node node, Tensor input) {
        if (!input.is_floating_point()) {
            throw node.unsupported("an integer input");
        }
    }

    private static boolean halfOfKernelAtMost(long[] pads, long[] kernel) {
        for (int axis = 0; axis < kernel.length; axis++) {
            if (pads[axis] > kernel[axis] / 2) {
                return false;
            }
        }
        return true;
    }
}
