/** Training and measuring of landmarks68, the bundled network that places 68 landmarks on a face. */
@NullMarked
package dev.telltale.trainer.landmarks;

import org.jspecify.annotations.NullMarked;
