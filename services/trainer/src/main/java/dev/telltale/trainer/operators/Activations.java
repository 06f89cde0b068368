package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Functions of one tensor, element by element or along one axis. */
final class Activations {
    private Activations() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Relu", unary(torch::relu));
        operators.add("Sigmoid", unary(torch::sigmoid));
        operators.add("Tanh", unary(torch::tanh));
        operators.add("Erf", unary(torch::erf));
        operators.add("Exp", unary(torch::exp));
        operators.add("Log", unary(torch::log));
        operators.add("Sqrt", unary(torch::sqrt));
        operators.add("Abs", unary(torch::abs));
        operators.add("Neg", unary(torch::neg));
        operators.add("Softplus", unary(torch::softplus));
        operators.add("Mish", unary(torch::mish));
        operators.add("HardSwish", unary(torch::hardswish));
        operators.add("LeakyRelu", Activations::leakyRelu);
        operators.add("PRelu", Activations::prelu, Roles.weights(1));
        operators.add("Elu", Activations::elu);
        operators.add("Selu", Activations::selu);
        operators.add("HardSigmoid", Activations::hardSigmoid);
        operators.add("Gelu", Activations::gelu);
        operators.add("Softmax", node -> alongAxis(node, torch::softmax));
        operators.add("LogSoftmax", node -> alongAxis(node, torch::log_softmax));
    }

    private static Operator unary(UnaryOperator<Tensor> function) {
        return node -> Kernel.single(arguments -> function.apply(arguments.get(0)));
    }

    private static Kernel leakyRelu(Node node) {
        double alpha = node.attributes().real("alpha", 0.01);
        return Kernel.single(arguments -> torch.leaky_relu(arguments.get(0), new Scalar(alpha)));
    }

    /** The slope broadcasts to the input from the right, as ONNX says; LibTorch's own prelu would take channels. */
    private static Kernel prelu(Node node) {
        return Kernel.single(arguments -> {
            Tensor input = arguments.get(0);
            Tensor negative = torch.clamp_max(input, new Scalar(0.0));
            return torch.add(torch.relu(input), torch.mul(negative, arguments.get(1)));
        });
    }

    private static Kernel elu(Node node) {
        double alpha = node.attributes().real("alpha", 1);
        return Kernel.single(
                arguments -> torch.elu(arguments.get(0), new Scalar(alpha), new Scalar(1.0), new Scalar(1.0)));
    }

    private static Kernel selu(Node node) {
        double alpha = node.attributes().real("alpha", 1.6732631921768188);
        double gamma = node.attributes().real("gamma", 1.0507010221481323);
        return Kernel.single(
                arguments -> torch.elu(arguments.get(0), new Scalar(alpha), new Scalar(gamma), new Scalar(1.0)));
    }

    private static Kernel hardSigmoid(Node node) {
        double alpha = node.attributes().real("alpha", 0.2);
        double beta = node.attributes().real("beta", 0.5);
        return Kernel.single(arguments -> {
            Tensor line = torch.add(torch.mul(arguments.get(0), new Scalar(alpha)), new Scalar(beta));
            return torch.clamp_max(torch.clamp_min(line, new Scalar(0.0)), new Scalar(1.0));
        });
    }

    private static Kernel gelu(Node node) {
        String approximate = node.attributes().text("approximate", "none");
        return Kernel.single(arguments -> torch.gelu(arguments.get(0), approximate));
    }

    /** Before opset 13 the function ran over all axes from the given one on, flattened. */
    private static Kernel alongAxis(Node node, BiFunction<Tensor, Long, Tensor> function) {
        boolean flattens = node.opset() < 13;
        long axis = node.attributes().integer("axis", flattens ? 1 : -1);
        return Kernel.single(arguments -> {
            Tensor input = arguments.get(0);
            if (!flattens) {
                return function.apply(input, axis);
            }
            long[] shape = input.shape();
            int from = Shapes.axis(axis, shape.length);
            long rows = Arrays.stream(shape, 0, from).reduce(1, (left, right) -> left * right);
            Tensor rowsFirst = torch.reshape(input, rows, input.numel() / Math.max(1, rows));
            return torch.reshape(function.apply(rowsFirst, 1L), shape);
        });
    }
}
