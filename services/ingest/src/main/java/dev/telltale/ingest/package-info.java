/**
 * Live streams and files become FrameWindows. {@code IngestService} follows the table of streams; one {@code IngestGroup} for each
 * placement label spreads them over instances and writes what their workers make in transactions.
 */
@NullMarked
package dev.telltale.ingest;

import org.jspecify.annotations.NullMarked;
