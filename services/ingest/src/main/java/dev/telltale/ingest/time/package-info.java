/** When a frame was captured: estimated from arrivals for live sources, known for recordings. Event time never runs ahead of arrival. */
@NullMarked
package dev.telltale.ingest.time;

import org.jspecify.annotations.NullMarked;
