/**
 * The only place that opens connections. {@code Dialer} takes {@code Destination}s, which the guard has checked, dials their addresses and
 * ends TLS with the real host's name verified; {@code Line} is an open connection that a deadline can cut.
 */
@NullMarked
package dev.telltale.ingest.dial;

import org.jspecify.annotations.NullMarked;
