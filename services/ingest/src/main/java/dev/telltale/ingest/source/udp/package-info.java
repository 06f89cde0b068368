/** MPEG transport streams in UDP datagrams, bare or in RTP, to one address or to a group. */
@NullMarked
package dev.telltale.ingest.source.udp;

import org.jspecify.annotations.NullMarked;
