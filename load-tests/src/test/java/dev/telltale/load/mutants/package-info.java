/** Media files that were damaged on purpose, through ingest and faces in a process of their own. */
@NullMarked
package dev.telltale.load.mutants;

import org.jspecify.annotations.NullMarked;
