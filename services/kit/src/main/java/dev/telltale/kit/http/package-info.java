/** Health and metrics over HTTP, for probes and Prometheus. */
@NullMarked
package dev.telltale.kit.http;

import org.jspecify.annotations.NullMarked;
