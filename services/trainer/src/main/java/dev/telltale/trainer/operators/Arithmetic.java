package dev.telltale.trainer.operators;

import dev.telltale.trainer.tensors.TensorArrays;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import java.util.function.BinaryOperator;

/** Functions of two or more tensors with broadcasting, and Clip. */
final class Arithmetic {
    private Arithmetic() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Add", binary(torch::add), Roles.operands(0, 1));
        operators.add("Mul", binary(torch::mul), Roles.operands(0, 1));
        operators.add("Sub", binary(torch::sub));
        operators.add("Div", binary(Arithmetic::divide));
        operators.add("Pow", binary((base, exponent) -> torch.pow(base, exponent).to(TensorArrays.type(base))));
        operators.add("Equal", binary(torch::eq));
        operators.add("Max", variadic(torch::maximum));
        operators.add("Min", variadic(torch::minimum));
        operators.add("Sum", variadic(torch::add));
        operators.add("Mean", Arithmetic::mean);
        operators.add("Where", node -> Kernel.single(in -> torch.where(in.get(0), in.get(1), in.get(2))));
        operators.add("Clip", Arithmetic::clip);
    }

    private static Operator binary(BinaryOperator<Tensor> function) {
        return node -> {
            if (node.opset() < 7) {
                throw node.unsupported("broadcasting of operator sets before 7");
            }
            return Kernel.single(arguments -> function.apply(arguments.get(0), arguments.get(1)));
        };
    }

    private static Operator variadic(BinaryOperator<Tensor> function) {
        return node -> Kernel.single(arguments -> fold(arguments, function));
    }

    private static Kernel mean(Node node) {
        return Kernel.single(
                arguments -> torch.div(fold(arguments, torch::add), new Scalar((double) arguments.count())));
    }

    private static Tensor fold(Arguments arguments, BinaryOperator<Tensor> function) {
        Tensor result = arguments.get(0);
        for (int i = 1; i < arguments.count(); i++) {
            result = function.apply(result, arguments.get(i));
        }
        return result;
    }

    /** Whole numbers are cut towards zero, as ONNX says. */
    private static Tensor divide(Tensor left, Tensor right) {
        Tensor quotient = torch.div(left, right);
        return left.is_floating_point() ? quotient : torch.trunc(quotient).to(TensorArrays.type(left));
    }

    /** Bounds are attributes before opset 11 and optional inputs since. */
    private static Kernel clip(Node node) {
        if (node.opset() < 11) {
            double least = node.attributes().real("min", -Float.MAX_VALUE);
            double most = node.attributes().real("max", Float.MAX_VALUE);
            return Kernel.single(arguments -> torch.clamp_max(torch.clamp_min(arguments.get(0), new Scalar(least)),
                    new Scalar(most)));
        }
        return Kernel.single(arguments -> {
            Tensor result = arguments.get(0);
            result = arguments.has(1) ? torch.clamp_min(result, arguments.get(1)) : result;
            return arguments.has(2) ? torch.clamp_max(result, arguments.get(2)) : result;
        });
    }
}
