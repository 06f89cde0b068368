/** What is counted and timed: every meter declared once, with its sentence. */
@NullMarked
package dev.telltale.kit.metrics;

import org.jspecify.annotations.NullMarked;
