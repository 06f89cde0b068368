/** Proofs that training repeats, goes on and stops as it should. */
@NullMarked
package dev.telltale.trainer.loop;

import org.jspecify.annotations.NullMarked;
