/** Tests of head pose and quality measures. */
@NullMarked
package dev.telltale.vision.quality;

import org.jspecify.annotations.NullMarked;
