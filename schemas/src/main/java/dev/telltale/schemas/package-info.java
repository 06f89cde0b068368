/** The contracts: Avro records (generated from {@code src/main/avro}), topic names and keys. Depends on nothing of ours. */
@NullMarked
package dev.telltale.schemas;

import org.jspecify.annotations.NullMarked;
