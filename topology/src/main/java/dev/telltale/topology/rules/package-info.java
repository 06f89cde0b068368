/** What the aggregation is told: its numbers, and the names under which it counts what it leaves out. */
@NullMarked
package dev.telltale.topology.rules;

import org.jspecify.annotations.NullMarked;
