/** Tests of following faces, in scenes of painted squares. */
@NullMarked
package dev.telltale.vision.tracking;

import org.jspecify.annotations.NullMarked;
