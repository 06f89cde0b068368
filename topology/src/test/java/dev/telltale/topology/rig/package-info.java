/** A topology under test, and records to feed it with. */
@NullMarked
package dev.telltale.topology.rig;

import org.jspecify.annotations.NullMarked;
