/** Proofs that the interpreter computes what ONNX says, or refuses. */
@NullMarked
package dev.telltale.trainer.interpreter;

import org.jspecify.annotations.NullMarked;
