/** What the topology does, told one story at a time. */
@NullMarked
package dev.telltale.topology.stories;

import org.jspecify.annotations.NullMarked;
