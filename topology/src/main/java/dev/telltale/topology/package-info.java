/** Kafka Streams: scores become verdicts, verdicts become alert episodes. No I/O of its own, no service. */
@NullMarked
package dev.telltale.topology;

import org.jspecify.annotations.NullMarked;
