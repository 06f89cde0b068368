/** How a face is seen: where the head points, how large, sharp and bright it is, and what that makes a window worth. */
@NullMarked
package dev.telltale.vision.quality;

import org.jspecify.annotations.NullMarked;
