/**
 * The episodes of a stream: a state machine from quiet to an open alert and back, and what an alert says of it. Pure.
 *
 * <p>An episode belongs to a stream. It opens when the evidence of a track, or of the whole stream, reaches the plan's threshold;
 * every track that was suspicious within a minute before, and every one that is while it lasts, joins it. It is closed
 * <ul>
 * <li>EVIDENCE_DECAYED: when the highest evidence has stayed below the plan's closeAt for a minute of capture time,
 * <li>MUTED: by the first window of a mute,
 * <li>STREAM_ENDED: when the stream is over, which {@code order.Aggregation} decides.
 * </ul>
 */
@NullMarked
package dev.telltale.topology.episodes;

import org.jspecify.annotations.NullMarked;
