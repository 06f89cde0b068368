/** Proofs of the package of the same name. */
@NullMarked
package dev.telltale.local.sample;

import org.jspecify.annotations.NullMarked;
