/** Proofs of the figures of merit. */
@NullMarked
package dev.telltale.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
