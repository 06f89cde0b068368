/** Follows faces from frame to frame with stable numbers, by landmarks, motion and now and then a detector. */
@NullMarked
package dev.telltale.vision.tracking;

import org.jspecify.annotations.NullMarked;
