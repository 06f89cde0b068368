/** Proofs of the data and the training of landmarks68. */
@NullMarked
package dev.telltale.trainer.landmarks;

import org.jspecify.annotations.NullMarked;
