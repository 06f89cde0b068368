/** The telltale command: embedded Kafka and registry, and every service on one machine. */
@NullMarked
package dev.telltale.local;

import org.jspecify.annotations.NullMarked;
