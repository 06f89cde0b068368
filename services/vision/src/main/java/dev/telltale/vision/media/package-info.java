/**
 * The only place that touches FFmpeg. {@code MediaInput} opens an input with every guard set and copies its packets out;
 * timestamps, time bases and the grid of windows live here too, because whoever cuts packets and whoever decodes them must
 * agree on them to the unit.
 */
@NullMarked
package dev.telltale.vision.media;

import org.jspecify.annotations.NullMarked;
