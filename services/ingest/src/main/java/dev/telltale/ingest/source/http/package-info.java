/** Files and streams over HTTP(S), playlists included: read by our own client from addresses that the guard has checked. */
@NullMarked
package dev.telltale.ingest.source.http;

import org.jspecify.annotations.NullMarked;
