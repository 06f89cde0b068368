package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Gather, Slice and Split. */
final class Selections {
    private Selections() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Gather", Selections::gather);
        operators.add("Slice", Selections::slice);
        operators.add("Split", Selections::split);
    }

    private static Kernel gather(Node node) {
        long along = node.attributes().integer("axis", 0);
        return Kernel.single(arguments -> {
            Tensor input = arguments.get(0);
            int axis = Shapes.axis(along, (int) input.dim());
            long size = input.size(axis);
            long[] positions = Arrays.stream(arguments.longs(1)).map(i -> i < 0 ? i + size : i).toArray();
            long[] shape = input.shape();
            long[] outer = Arrays.copyOf(shape, axis);
            long[] inner = Arrays.copyOfRange(shape, axis + 1, shape.length);
            long[] picked = arguments.get(1).shape();
            long[] result = LongStream
                    .concat(Arrays.stream(outer), LongStream.concat(Arrays.stream(picked), Arrays.stream(inner)))
                    .toArray();
            return torch.reshape(AxisIndex.pick(input, axis, positions), result);
        });
    }

    /** Starts, ends and axes are attributes before opset 10 and inputs since. */
    private static Kernel slice(Node node) {
        long[] starts = node.attributes().integers("starts").orElse(new long[0]);
        long[] ends = node.attributes().integers("ends").orElse(new long[0]);
        long[] axes = node.attributes().integers("axes").orElse(new long[0]);
        return Kernel.single(arguments -> {
            boolean inputs = arguments.has(1);
            long[] from = inputs ? arguments.longs(1) : starts;
            long[] to = inputs ? arguments.longs(2) : ends;
            long[] along = arguments.has(3) ? arguments.longs(3) : axes;
            long[] steps = arguments.has(4) ? arguments.longs(4) : new long[0];
            Tensor result = arguments.get(0);
            for (int i = 0; i < from.length; i++) {
                int axis = Shapes.axis(along.length == 0 ? i : along[i], (int) result.dim());
                result = slice(result, axis, from[i], to[i], steps.length == 0 ? 1 : steps[i]);
            }
            return result;
        });
    }

    private static Tensor slice(Tensor input, int axis, long start, long end, long step) {
        long size = input.size(axis);
        long from = start < 0 ? start + size : start;
        long to = end < 0 ? Math.max(end, -size - 1) + size : end;
        long[] positions;
        if (step > 0) {
            positions = LongStream.iterate(Math.max(0, from), at -> at < Math.min(to, size), at -> at + step).toArray();
        } else {
            positions = LongStream.iterate(Math.min(size - 1, from), at -> at > Math.max(to, -1), at -> at + step)
                    .toArray();
        }
        return AxisIndex.pick(input, axis, positions);
    }

    /** Sizes are an attribute before opset 13 and an input since; without sizes the parts are equal. */
    private static Kernel split(Node node) {
        long along = node.attributes().integer("axis", 0);
        long[] fixed = node.attributes().integers("split").orElse(new long[0]);
        int parts = (int) node.attributes().integer("num_outputs", node.outputs().size());
        return arguments -> {
            Tensor input = arguments.get(0);
            int axis = Shapes.axis(along, (int) input.dim());
            long[] sizes = arguments.has(1) ? arguments.longs(1) : fixed;
            sizes = sizes.length == 0 ? equalParts(input.size(axis), parts) : sizes;
            List<Tensor> outputs = new ArrayList<>();
            long start = 0;
            for (long size : sizes) {
                outputs.add(torch.narrow(input, axis, start, size));
                start += size;
            }
            return outputs;
        };
    }

    private static long[] equalParts(long size, int parts) {
        long part = (size + parts - 1) / parts;
        return IntStream.range(0, parts).mapToLong(i -> Math.max(0, Math.min(part, size - i * part))).toArray();
    }
}
