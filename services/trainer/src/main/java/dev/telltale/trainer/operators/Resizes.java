package dev.telltale.trainer.operators;

import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.Arrays;

/** Resize and its predecessor Upsample: nearest and linear, axis by axis. */
final class Resizes {
    private Resizes() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Resize", Resizes::resize);
        operators.add("Upsample", Resizes::upsample);
    }

    private static Kernel resize(Node node) {
        Attributes attributes = node.attributes();
        if (node.opset() < 11) {
            throw node.unsupported("Resize before operator set 11");
        }
        ResizeRule rule = ResizeRule.of(node, attributes.text("mode", "nearest"),
                attributes.text("coordinate_transformation_mode", "half_pixel"),
                attributes.text("nearest_mode", "round_prefer_floor"));
        attributes.require("antialias", 0);
        attributes.require("exclude_outside", 0);
        attributes.real("cubic_coeff_a", -0.75);
        attributes.real("extrapolation_value", 0);
        if (!attributes.text("keep_aspect_ratio_policy", "stretch").equals("stretch")) {
            throw node.unsupported("keep_aspect_ratio_policy other than stretch");
        }
        long[] axes = attributes.integers("axes").orElse(new long[0]);
        return Kernel.single(arguments -> {
            Tensor input = arguments.get(0);
            long[] along = axes.length == 0 ? Shapes.range(0, (int) input.dim()) : axes;
            boolean byScale = arguments.has(2) && arguments.get(2).numel() > 0;
            float[] scales = byScale ? arguments.floats(2) : new float[0];
            long[] sizes = byScale ? new long[0] : arguments.longs(3);
            for (int i = 0; i < along.length; i++) {
                int axis = Shapes.axis(along[i], (int) input.dim());
                long from = input.size(axis);
                long to = byScale ? (long) Math.floor(from * (double) scales[i]) : sizes[i];
                input = resize(input, axis, to, byScale ? scales[i] : (double) to / from, rule);
            }
            return input;
        });
    }

    private static Kernel upsample(Node node) {
        ResizeRule rule = ResizeRule.of(node, node.attributes().text("mode", "nearest"), "asymmetric", "floor");
        double[] fixed = node.attributes().reals("scales").orElse(new double[0]);
        return Kernel.single(arguments -> {
            Tensor result = arguments.get(0);
            for (int axis = 0; axis < result.dim(); axis++) {
                double scale = arguments.has(1) ? arguments.floats(1)[axis] : fixed[axis];
                result = resize(result, axis, (long) Math.floor(result.size(axis) * scale), scale, rule);
            }
            return result;
        });
    }

    private static Tensor resize(Tensor input, int axis, long to, double scale, ResizeRule rule) {
        long from = input.size(axis);
        if (from == to && scale == 1) {
            return input;
        }
        int count = Math.toIntExact(to);
        long[] low = new long[count];
        long[] high = new long[count];
        float[] weight = new float[count];
        for (int i = 0; i < count; i++) {
            double at = rule.source(i, scale, from, to);
            if (rule.linear()) {
                double inside = Math.clamp(at, 0, from - 1.0);
                low[i] = (long) Math.floor(inside);
                high[i] = Math.min(low[i] + 1, from - 1);
                weight[i] = (float) (inside - low[i]);
            } else {
                low[i] = Math.clamp(rule.nearest(at), 0, from - 1);
            }
        }
        Tensor first = AxisIndex.pick(input, axis, low);
        if (!rule.linear()) {
            return first;
        }
        long[] shape = new long[(int) input.dim()];
        Arrays.fill(shape, 1);
        shape[axis] = to;
        Tensor share = TensorArrays.floats(weight, shape);
        Tensor rest = torch.add(torch.mul(share, new Scalar(-1.0)), new Scalar(1.0));
        return torch.add(torch.mul(first, rest), torch.mul(AxisIndex.pick(input, axis, high), share));
    }
}
