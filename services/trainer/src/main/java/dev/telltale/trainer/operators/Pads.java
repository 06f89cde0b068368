package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.Tensor;

import java.util.stream.LongStream;

/** Pad with a constant, by reflection, by repeating the edge, or wrapping around. */
final class Pads {
    private Pads() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Pad", Pads::pad);
    }

    /** Pads and value are attributes before opset 11 and inputs since. */
    private static Kernel pad(Node node) {
        Attributes attributes = node.attributes();
        String mode = attributes.text("mode", "constant");
        long[] fixed = attributes.integers("pads").orElse(new long[0]);
        double value = attributes.real("value", 0);
        return Kernel.single(arguments -> {
            Tensor input = arguments.get(0);
            int rank = (int) input.dim();
            long[] pads = arguments.has(1) ? arguments.longs(1) : fixed;
            long[] axes = arguments.has(3) ? arguments.longs(3) : Shapes.range(0, rank);
            long[] full = new long[2 * rank];
            for (int i = 0; i < axes.length; i++) {
                int axis = Shapes.axis(axes[i], rank);
                full[axis] = pads[i];
                full[rank + axis] = pads[axes.length + i];
            }
            if (mode.equals("constant")) {
                return Window.pad(input, full, arguments.has(2) ? arguments.number(2) : value);
            }
            return byIndex(node, input, full, mode);
        });
    }

    private static Tensor byIndex(Node node, Tensor input, long[] pads, String mode) {
        Tensor result = input;
        int rank = pads.length / 2;
        for (int axis = 0; axis < rank; axis++) {
            long size = input.size(axis);
            long[] positions = LongStream.range(-pads[axis], size + pads[rank + axis])
                    .map(at -> inside(node, at, size, mode)).toArray();
            if (!AxisIndex.isIdentity(positions, size)) {
                result = AxisIndex.pick(result, axis, positions);
            }
        }
        return result;
    }

    private static long inside(Node node, long at, long size, String mode) {
        return switch (mode) {
            case "edge" -> Math.clamp(at, 0, size - 1);
            case "wrap" -> Math.floorMod(at, size);
            case "reflect" -> {
                long period = Math.max(1, 2 * (size - 1));
                long phase = Math.floorMod(at, period);
                yield phase < size ? phase : period - phase;
            }
            default -> throw node.unsupported("mode=" + mode);
        };
    }
}
