/** Runs the topology and serves its state. */
@NullMarked
package dev.telltale.aggregator;

import org.jspecify.annotations.NullMarked;
