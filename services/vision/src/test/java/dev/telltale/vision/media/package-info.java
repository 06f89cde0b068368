/** Tests of decoding, on real clips and on clips made by FFmpeg's own encoders. */
@NullMarked
package dev.telltale.vision.media;

import org.jspecify.annotations.NullMarked;
