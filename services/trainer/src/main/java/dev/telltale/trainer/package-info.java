/** Archived topics to trained, calibrated, documented model packages. */
@NullMarked
package dev.telltale.trainer;

import org.jspecify.annotations.NullMarked;
