package dev.telltale.trainer.operators;

import dev.telltale.trainer.tensors.OnnxTensors;

import ai.onnx.proto.OnnxMl.TensorProto;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.List;

/** Identity, Constant, Cast and Dropout. */
final class Basics {
    private Basics() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Identity", node -> Kernel.single(arguments -> arguments.get(0)));
        operators.add("Constant", Basics::constant);
        operators.add("Cast", Basics::cast);
        operators.add("Dropout", Basics::dropout);
    }

    private static Kernel constant(Node node) {
        TensorProto value = node.attributes().tensor("value")
                .orElseThrow(() -> node.unsupported("a constant that is not a tensor"));
        return Kernel.single(arguments -> OnnxTensors.read(value));
    }

    private static Kernel cast(Node node) {
        ScalarType type = OnnxTensors.scalarType((int) node.attributes().integer("to", 1));
        return Kernel.single(arguments -> arguments.get(0).to(type));
    }

    /** The ratio is an attribute before opset 12 and an input since. Whether to drop is the trainer's to say. */
    private static Kernel dropout(Node node) {
        double fixed = node.attributes().real("ratio", 0.5);
        node.attributes().integer("seed", 0);
        node.refuseInput(2, "training_mode");
        return arguments -> {
            double ratio = arguments.has(1) ? arguments.number(1) : fixed;
            Tensor input = arguments.get(0);
            Tensor output = torch.dropout(input, ratio, arguments.mode() == Mode.TRAIN);
            return List.of(output, torch.ones_like(input).to(ScalarType.Bool));
        };
    }
}
