/** A small RTSP server to which publishers push: it speaks ANNOUNCE, SETUP and RECORD over one TCP connection and checks the stream key. */
@NullMarked
package dev.telltale.ingest.source.rtsp;

import org.jspecify.annotations.NullMarked;
