package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Conv and ConvTranspose in one to three spatial axes. */
final class Convolutions {
    private Convolutions() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Conv", Convolutions::conv, Roles.weights(1, 2));
        operators.add("ConvTranspose", Convolutions::transposed, Roles.weights(1, 2));
    }

    private static Kernel conv(Node node) {
        Window window = Window.of(node);
        long groups = node.attributes().integer("group", 1);
        node.attributes().integers("kernel_shape");
        return Kernel.single(arguments -> {
            long[] kernel = Window.spatial(arguments.get(1));
            Tensor input = arguments.get(0);
            long[] pads = window.pads(Window.spatial(input), kernel);
            if (!Window.symmetric(pads)) {
                input = Window.pad(input, pads, 0);
                pads = new long[pads.length];
            }
            return torch.convolution(input, arguments.get(1), arguments.optional(2), window.strides(kernel.length),
                    Window.begins(pads), window.dilations(kernel.length), false, new long[kernel.length], groups);
        });
    }

    private static Kernel transposed(Node node) {
        Window window = Window.of(node);
        Attributes attributes = node.attributes();
        long groups = attributes.integer("group", 1);
        attributes.integers("kernel_shape");
        long[] outputPadding = attributes.integers("output_padding").orElse(new long[0]);
        if (attributes.integers("output_shape").isPresent() || window.autoPad().startsWith("SAME")) {
            throw node.unsupported("output_shape or auto_pad=SAME");
        }
        return Kernel.single(arguments -> {
            int axes = Window.spatial(arguments.get(1)).length;
            long[] pads = window.pads().orElseGet(() -> new long[2 * axes]);
            if (!Window.symmetric(pads)) {
                throw node.unsupported("asymmetric padding");
            }
            return torch.convolution(arguments.get(0), arguments.get(1), arguments.optional(2), window.strides(axes),
                    Window.begins(pads), window.dilations(axes), true,
                    outputPadding.length == 0 ? new long[axes] : outputPadding, groups);
        });
    }
}
