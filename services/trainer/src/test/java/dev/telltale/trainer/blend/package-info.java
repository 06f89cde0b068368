/** Proofs of blend. */
@NullMarked
package dev.telltale.trainer.blend;

import org.jspecify.annotations.NullMarked;
