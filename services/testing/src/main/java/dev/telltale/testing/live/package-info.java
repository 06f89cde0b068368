/** Live sources for tests: servers that play a clip to whoever comes, and a relay between them and a source that makes faults. */
@NullMarked
package dev.telltale.testing.live;

import org.jspecify.annotations.NullMarked;
