/** ONNX operators executed by LibTorch, one file per family; what is not supported is refused by name. */
@NullMarked
package dev.telltale.trainer.operators;

import org.jspecify.annotations.NullMarked;
