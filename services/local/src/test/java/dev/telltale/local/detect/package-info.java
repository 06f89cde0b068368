/** Proofs of the package of the same name. */
@NullMarked
package dev.telltale.local.detect;

import org.jspecify.annotations.NullMarked;
