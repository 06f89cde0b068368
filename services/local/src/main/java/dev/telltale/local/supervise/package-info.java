/** Starts and watches the services of one machine: some in this JVM, those that touch foreign bytes in JVMs of their own. */
@NullMarked
package dev.telltale.local.supervise;

import org.jspecify.annotations.NullMarked;
