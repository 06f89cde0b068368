/** Packets in decode order become windows: timestamps mended, epochs told apart, records closed. Knows neither FFmpeg nor Kafka. */
@NullMarked
package dev.telltale.ingest.window;

import org.jspecify.annotations.NullMarked;
