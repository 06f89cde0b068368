/** Encodes pictures into a video file; the only place of this module that touches FFmpeg. */
@NullMarked
package dev.telltale.local.sample.media;

import org.jspecify.annotations.NullMarked;
