/** Training, calibration and measurement of blend-lite, from the faces topic to a model package. */
@NullMarked
package dev.telltale.trainer.blend;

import org.jspecify.annotations.NullMarked;
