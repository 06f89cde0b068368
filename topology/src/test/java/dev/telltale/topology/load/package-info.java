/** How fast the topology is. */
@NullMarked
package dev.telltale.topology.load;

import org.jspecify.annotations.NullMarked;
