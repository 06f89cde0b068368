/**
 * Ports to which browsers and call platforms push containers (WebM, fragmented MP4) through a WebSocket, one connection for each
 * participant.
 */
@NullMarked
package dev.telltale.ingest.source.websocket;

import org.jspecify.annotations.NullMarked;
