/** Figures, each printed by a test that asserts completeness, never time. */
@NullMarked
package dev.telltale.load.figures;

import org.jspecify.annotations.NullMarked;
