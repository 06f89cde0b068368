/** Pixels: decode, detect faces, track, landmarks, align, regions. Knows no Kafka. */
@NullMarked
package dev.telltale.vision;

import org.jspecify.annotations.NullMarked;
