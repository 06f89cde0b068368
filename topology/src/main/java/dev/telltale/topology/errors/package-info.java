/** A handler per place of failure: what cannot be read, understood or written goes to a dead-letter topic, and the rest goes on. */
@NullMarked
package dev.telltale.topology.errors;

import org.jspecify.annotations.NullMarked;
