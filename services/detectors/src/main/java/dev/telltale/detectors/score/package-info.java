/** What a detector says of one face in one window. */
@NullMarked
package dev.telltale.detectors.score;

import org.jspecify.annotations.NullMarked;
