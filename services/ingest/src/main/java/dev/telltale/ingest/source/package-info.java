/**
 * Where streams come from: one class for each kind of source behind {@code StreamSource}, the states a source goes through, and
 * when it is tried again. Sources to come (RTMP, SRT, HLS, HTTP, UDP, devices, WebSocket) are further classes beside these.
 */
@NullMarked
package dev.telltale.ingest.source;

import org.jspecify.annotations.NullMarked;
