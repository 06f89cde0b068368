/** The command line: one class per command, their shared options, and how errors become one line and an exit code. */
@NullMarked
package dev.telltale.local.cli;

import org.jspecify.annotations.NullMarked;
