/** The state stores: their serdes, and the ledger on top of them. */
@NullMarked
package dev.telltale.topology.state;

import org.jspecify.annotations.NullMarked;
