/** Proofs of importing. */
@NullMarked
package dev.telltale.trainer.importing;

import org.jspecify.annotations.NullMarked;
