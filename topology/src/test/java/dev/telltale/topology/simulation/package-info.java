/** Random lives of streams, judged by the topology and by an independent reference. */
@NullMarked
package dev.telltale.topology.simulation;

import org.jspecify.annotations.NullMarked;
