package dev.telltale.trainer.operators;

import org.bytedeco.pytorch.Tensor;

import java.util.List;
import java.util.function.Function;

/** The executable form of one node: computes its outputs, in the node's order, from its inputs. */
@FunctionalInterface
public interface Kernel {
    /** Computes the outputs; they belong to the innermost native scope. */
    List<Tensor> run(Arguments arguments);

    /** A kernel with one output. */
    static Kernel single(Function<Arguments, Tensor> body) {
        return arguments -> List.of(body.apply(arguments));
    }
}
