/** The rules that hold the code to the arrows of the house. */
@NullMarked
package dev.telltale.local.arch;

import org.jspecify.annotations.NullMarked;
