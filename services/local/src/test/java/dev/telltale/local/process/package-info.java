/** The command as a person meets it: whole processes, bad input, records that nobody understands. */
@NullMarked
package dev.telltale.local.process;

import org.jspecify.annotations.NullMarked;
