/** Executes an ONNX graph with LibTorch autograd, so that one definition of a network serves and trains. */
@NullMarked
package dev.telltale.trainer.interpreter;

import org.jspecify.annotations.NullMarked;
