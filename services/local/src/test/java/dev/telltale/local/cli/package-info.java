/** Proofs of the package of the same name. */
@NullMarked
package dev.telltale.local.cli;

import org.jspecify.annotations.NullMarked;
