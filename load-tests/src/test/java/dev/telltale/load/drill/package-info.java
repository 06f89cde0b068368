/** Fault drills: services as processes of their own that are killed and frozen while a stream runs, and what the log must say then. */
@NullMarked
package dev.telltale.load.drill;

import org.jspecify.annotations.NullMarked;
