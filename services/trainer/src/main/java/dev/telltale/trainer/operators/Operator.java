package dev.telltale.trainer.operators;

/** One ONNX operator: reads a node's attributes once, and gives the kernel that runs it at every step. */
@FunctionalInterface
public interface Operator {
    /**
     * Compiles a node.
     *
     * @throws UnsupportedGraphException when the node asks for more than this operator does
     */
    Kernel compile(Node node);
}
