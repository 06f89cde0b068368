/** FaceWindow to WindowScore: pools of detectors over a share group. */
@NullMarked
package dev.telltale.scoring;

import org.jspecify.annotations.NullMarked;
