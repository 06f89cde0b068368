/** The nodes of the topology: guards at the door, one processor that runs the rules, and what they need of Kafka Streams. */
@NullMarked
package dev.telltale.topology.nodes;

import org.jspecify.annotations.NullMarked;
