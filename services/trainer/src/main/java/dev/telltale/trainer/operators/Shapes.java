package dev.telltale.trainer.operators;

import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Operators that rearrange a tensor without computing. */
final class Shapes {
    private Shapes() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Reshape", Shapes::reshape);
        operators.add("Flatten", Shapes::flatten);
        operators.add("Transpose", Shapes::transpose);
        operators.add("Squeeze", Shapes::squeeze);
        operators.add("Unsqueeze", Shapes::unsqueeze);
        operators.add("Expand", node -> Kernel.single(in -> expand(in.get(0), in.longs(1))));
        operators.add("Tile", node -> Kernel.single(in -> torch.tile(in.get(0), in.longs(1))));
        operators.add("Concat", Shapes::concat);
        operators.add("Shape", Shapes::shape);
        operators.add("DepthToSpace", Shapes::depthToSpace);
    }

    /** The axis counted from the front. */
    static int axis(long axis, int rank) {
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** The numbers from the first up to, not including, the second. */
    static long[] range(int from, int to) {
        return LongStream.range(from, to).toArray();
    }

    private static Kernel reshape(Node node) {
        boolean zeroIsZero = node.attributes().flag("allowzero", false);
        return Kernel.single(arguments -> {
            long[] shape = arguments.longs(1);
            for (int i = 0; i < shape.length; i++) {
                if (shape[i] == 0 && !zeroIsZero) {
                    shape[i] = arguments.get(0).size(i);
                }
            }
            return torch.reshape(arguments.get(0), shape);
        });
    }

    private static Kernel flatten(Node node) {
        long from = node.attributes().integer("axis", 1);
        return Kernel.single(arguments -> {
            long[] shape = arguments.get(0).shape();
            int axis = axis(from, shape.length);
            return torch.reshape(arguments.get(0), TensorArrays.elements(Arrays.copyOf(shape, axis)),
                    TensorArrays.elements(Arrays.copyOfRange(shape, axis, shape.length)));
        });
    }

    private static Kernel transpose(Node node) {
        long[] order = node.attributes().integers("perm").orElse(new long[0]);
        return Kernel.single(arguments -> {
            int rank = (int) arguments.get(0).dim();
            long[] reversed = LongStream.range(0, rank).map(i -> rank - 1 - i).toArray();
            return torch.permute(arguments.get(0), order.length == 0 ? reversed : order);
        });
    }

    /** Axes are an attribute before opset 13 and an input since. */
    private static Kernel squeeze(Node node) {
        long[] fixed = node.attributes().integers("axes").orElse(new long[0]);
        return Kernel.single(arguments -> {
            long[] axes = arguments.has(1) ? arguments.longs(1) : fixed;
            return axes.length == 0 ? torch.squeeze(arguments.get(0)) : torch.squeeze(arguments.get(0), axes);
        });
    }

    private static Kernel unsqueeze(Node node) {
        long[] fixed = node.attributes().integers("axes").orElse(new long[0]);
        return Kernel.single(arguments -> {
            Tensor result = arguments.get(0);
            long[] axes = arguments.has(1) ? arguments.longs(1) : fixed;
            int rank = (int) result.dim() + axes.length;
            for (long axis : Arrays.stream(axes).map(a -> axis(a, rank)).sorted().toArray()) {
                result = torch.unsqueeze(result, axis);
            }
            return result;
        });
    }

    /** Broadcasts both ways: a 1 in the shape keeps the input's size. */
    private static Tensor expand(Tensor input, long[] shape) {
        return torch.mul(input, torch.ones(shape).to(TensorArrays.type(input)));
    }

    private static Kernel concat(Node node) {
        long axis = node.attributes().integer("axis", 1);
        return Kernel.single(arguments -> {
            TensorVector parts = new TensorVector();
            for (int i = 0; i < arguments.count(); i++) {
                parts.push_back(arguments.get(i));
            }
            return torch.cat(parts, axis);
        });
    }

    private static Kernel shape(Node node) {
        node.attributes().require("start", 0);
        if (node.attributes().integers("end").isPresent()) {
            throw node.unsupported("attribute 'end'");
        }
        return Kernel.single(arguments -> {
            long[] shape = arguments.get(0).shape();
            return TensorArrays.longs(shape, shape.length);
        });
    }

    private static Kernel depthToSpace(Node node) {
        long block = node.attributes().integer("blocksize", 1);
        boolean columnRowDepth = node.attributes().text("mode", "DCR").equals("CRD");
        return Kernel.single(arguments -> {
            long[] s = arguments.get(0).shape();
            long depth = s[1] / (block * block);
            Tensor blocks = columnRowDepth
                    ? torch.permute(torch.reshape(arguments.get(0), s[0], depth, block, block, s[2], s[3]), 0, 1, 4, 2,
                            5, 3)
                    : torch.permute(torch.reshape(arguments.get(0), s[0], block, block, depth, s[2], s[3]), 0, 3, 4, 1,
                            5, 2);
            return torch.reshape(blocks, s[0], depth, s[2] * block, s[3] * block);
        });
    }
}
