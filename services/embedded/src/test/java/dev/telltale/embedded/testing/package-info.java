/** What cluster tests run on, the same class in this JVM or in containers. Shared with other modules as a test jar. */
@NullMarked
package dev.telltale.embedded.testing;

import org.jspecify.annotations.NullMarked;
