/** Live sources that go wrong: what they leave behind, and what becomes of those beside them. */
@NullMarked
package dev.telltale.ingest.fault;

import org.jspecify.annotations.NullMarked;
