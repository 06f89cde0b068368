/**
 * Where streams come from: one class for each kind of source behind {@code StreamSource}, the states a source goes through, and
 * when it is tried again. Each kind that speaks a protocol has a package of its own below.
 */
@NullMarked
package dev.telltale.ingest.source;

import org.jspecify.annotations.NullMarked;
