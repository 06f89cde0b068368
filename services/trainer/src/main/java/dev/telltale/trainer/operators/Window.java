package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a convolution or pool slides over the spatial axes: strides, dilations and padding, explicit or by
 * {@code auto_pad}.
 *
 * @param pads begins of all axes, then ends of all axes; empty when absent
 */
record Window(Optional<long[]> strides, Optional<long[]> dilations, Optional<long[]> pads, String autoPad) {
    static Window of(Node node) {
        Attributes attributes = node.attributes();
        Window window = new Window(attributes.integers("strides"), attributes.integers("dilations"),
                attributes.integers("pads"), attributes.text("auto_pad", "NOTSET"));
        return switch (window.autoPad) {
            case "NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER" -> window;
            default -> throw node.unsupported("auto_pad=" + window.autoPad);
        };
    }

    long[] strides(int axes) {
        return strides.orElseGet(() -> filled(axes, 1));
    }

    long[] dilations(int axes) {
        return dilations.orElseGet(() -> filled(axes, 1));
    }

    /** Begins and ends of the padding for an input of these spatial sizes. */
    long[] pads(long[] sizes, long[] kernel) {
        int axes = kernel.length;
        if (!autoPad.startsWith("SAME")) {
            return autoPad.equals("VALID") ? filled(2 * axes, 0) : pads.orElseGet(() -> filled(2 * axes, 0));
        }
        long[] same = new long[2 * axes];
        for (int axis = 0; axis < axes; axis++) {
            long stride = strides(axes)[axis];
            long extent = (kernel[axis] - 1) * dilations(axes)[axis] + 1;
            long outputs = (sizes[axis] + stride - 1) / stride;
            long total = Math.max(0, (outputs - 1) * stride + extent - sizes[axis]);
            long small = total / 2;
            same[axis] = autoPad.equals("SAME_UPPER") ? small : total - small;
            same[axes + axis] = total - same[axis];
        }
        return same;
    }

    static boolean symmetric(long[] pads) {
        int axes = pads.length / 2;
        return Arrays.equals(pads, 0, axes, pads, axes, 2 * axes);
    }

    static boolean none(long[] pads) {
        return Arrays.stream(pads).allMatch(pad -> pad == 0);
    }

    static long[] begins(long[] pads) {
        return Arrays.copyOf(pads, pads.length / 2);
    }

    /** Pads the last axes explicitly; negative pads crop. */
    static Tensor pad(Tensor input, long[] pads, double value) {
        int axes = pads.length / 2;
        long[] lastAxisFirst = new long[pads.length];
        for (int axis = 0; axis < axes; axis++) {
            lastAxisFirst[2 * (axes - 1 - axis)] = pads[axis];
            lastAxisFirst[2 * (axes - 1 - axis) + 1] = pads[axes + axis];
        }
        return torch.constant_pad_nd(input, lastAxisFirst, new Scalar(value));
    }

    /** Sizes of the axes after batch and channel. */
    static long[] spatial(Tensor tensor) {
        long[] shape = tensor.shape();
        return Arrays.copyOfRange(shape, Math.min(2, shape.length), shape.length);
    }

    static long[] filled(int count, long value) {
        long[] values = new long[count];
        Arrays.fill(values, value);
        return values;
    }
}
