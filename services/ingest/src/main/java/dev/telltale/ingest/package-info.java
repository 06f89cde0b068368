/** Live stream to FrameWindow: packets are copied, never re-encoded, never decoded. */
@NullMarked
package dev.telltale.ingest;

import org.jspecify.annotations.NullMarked;
