/** What tests of every module share: clusters, the same class in this JVM or in containers, and services that end again and again. */
@NullMarked
package dev.telltale.testing;

import org.jspecify.annotations.NullMarked;
