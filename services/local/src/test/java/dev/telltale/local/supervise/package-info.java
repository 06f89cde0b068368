/** Proofs of the package of the same name. */
@NullMarked
package dev.telltale.local.supervise;

import org.jspecify.annotations.NullMarked;
