/** MPEG transport streams by SRT, called for or waited for. */
@NullMarked
package dev.telltale.ingest.source.srt;

import org.jspecify.annotations.NullMarked;
