/**
 * The door that every address passes before anything dials it: {@code StrictUrl} reads it, {@code Guard} resolves it and checks each
 * answer against {@code SpecialRanges}, and a {@code Destination} carries the checked addresses to {@code dial}, the only place
 * that opens connections. A name is looked up once and never again.
 */
@NullMarked
package dev.telltale.ingest.guard;

import org.jspecify.annotations.NullMarked;
