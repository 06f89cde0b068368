/** Runs services as a process: start, health and metrics over HTTP for probes and Prometheus, and a stop within ten seconds. */
@NullMarked
package dev.telltale.kit.run;

import org.jspecify.annotations.NullMarked;
