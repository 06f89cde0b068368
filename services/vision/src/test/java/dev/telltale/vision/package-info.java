/** Tests of pixels and geometry. */
@NullMarked
package dev.telltale.vision;

import org.jspecify.annotations.NullMarked;
