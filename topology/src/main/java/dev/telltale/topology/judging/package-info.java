/** From the opinions of detectors to a fused one per track and window, and from those to sequential evidence. Pure. */
@NullMarked
package dev.telltale.topology.judging;

import org.jspecify.annotations.NullMarked;
