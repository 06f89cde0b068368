package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

import java.util.ArrayList;
import java.util.List;

/** BatchNormalization, InstanceNormalization and LayerNormalization. */
final class Normalizations {
    private Normalizations() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("BatchNormalization", Normalizations::batch, Roles.weights(1, 2).updating(3, 4));
        operators.add("InstanceNormalization", Normalizations::instance, Roles.weights(1, 2));
        operators.add("LayerNormalization", Normalizations::layer, Roles.weights(1, 2));
    }

    /** In {@link Mode#TRAIN} the running mean and variance (inputs 3 and 4) are updated in place. */
    private static Kernel batch(Node node) {
        Attributes attributes = node.attributes();
        double epsilon = attributes.real("epsilon", 1e-5);
        // ONNX weighs the old statistics with its momentum, LibTorch the new ones.
        double update = 1 - attributes.real("momentum", 0.9);
        attributes.require("training_mode", 0);
        attributes.require("spatial", 1);
        node.refuseOutput(1, "running_mean");
        return Kernel.single(arguments -> torch.batch_norm(arguments.get(0), arguments.optional(1),
                arguments.optional(2), arguments.optional(3), arguments.optional(4), arguments.mode() == Mode.TRAIN,
                update, epsilon, false));
    }

    private static Kernel instance(Node node) {
        double epsilon = node.attributes().real("epsilon", 1e-5);
        return Kernel.single(arguments -> torch.instance_norm(arguments.get(0), arguments.optional(1),
                arguments.optional(2), new TensorOptional(), new TensorOptional(), true, 0, epsilon, false));
    }

    private static Kernel layer(Node node) {
        long firstAxis = node.attributes().integer("axis", -1);
        double epsilon = node.attributes().real("epsilon", 1e-5);
        node.attributes().require("stash_type", 1);
        return arguments -> {
            Tensor input = arguments.get(0);
            int rank = (int) input.dim();
            long[] axes = Shapes.range(Shapes.axis(firstAxis, rank), rank);
            Tensor mean = torch.mean(input, axes, true, new ScalarTypeOptional());
            Tensor centred = torch.sub(input, mean);
            Tensor variance = torch.mean(torch.mul(centred, centred), axes, true, new ScalarTypeOptional());
            Tensor inverse = torch.rsqrt(torch.add(variance, new Scalar(epsilon)));
            Tensor scaled = torch.mul(torch.mul(centred, inverse), arguments.get(1));
            List<Tensor> outputs = new ArrayList<>();
            outputs.add(arguments.has(2) ? torch.add(scaled, arguments.get(2)) : scaled);
            outputs.add(mean);
            outputs.add(inverse);
            return outputs;
        };
    }
}
