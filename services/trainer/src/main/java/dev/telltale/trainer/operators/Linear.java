package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Gemm and MatMul. */
final class Linear {
    private Linear() {}

    static void register(OperatorSet.Builder operators) {
        operators.add("Gemm", Linear::gemm, Roles.weights(1, 2));
        operators.add("MatMul", node -> Kernel.single(in -> torch.matmul(in.get(0), in.get(1))), Roles.weights(0, 1));
    }

    private static Kernel gemm(Node node) {
        double alpha = node.attributes().real("alpha", 1);
        double beta = node.attributes().real("beta", 1);
        boolean transposeA = node.attributes().flag("transA", false);
        boolean transposeB = node.attributes().flag("transB", false);
        return Kernel.single(arguments -> {
            Tensor a = transposeA ? arguments.get(0).t() : arguments.get(0);
            Tensor b = transposeB ? arguments.get(1).t() : arguments.get(1);
            if (arguments.has(2)) {
                return torch.addmm(arguments.get(2), a, b, new Scalar(beta), new Scalar(alpha));
            }
            Tensor product = torch.matmul(a, b);
            return alpha == 1 ? product : torch.mul(product, new Scalar(alpha));
        });
    }
}
