/** A thin client of Confluent's schema registry REST API: transport, cache, settings, errors. */
@NullMarked
package dev.telltale.schemas.registry;

import org.jspecify.annotations.NullMarked;
