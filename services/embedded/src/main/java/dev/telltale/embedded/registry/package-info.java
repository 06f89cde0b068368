/** A schema registry for one machine: the Confluent routes that serdes use, kept in the broker's {@code _schemas} topic. */
@NullMarked
package dev.telltale.embedded.registry;

import org.jspecify.annotations.NullMarked;
