/** A Kafka broker and a schema registry inside one JVM, for one machine and for tests. */
@NullMarked
package dev.telltale.embedded;

import org.jspecify.annotations.NullMarked;
