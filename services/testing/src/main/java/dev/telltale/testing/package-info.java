/** What cluster tests run on, the same class in this JVM or in containers. For the tests of every module. */
@NullMarked
package dev.telltale.testing;

import org.jspecify.annotations.NullMarked;
