/** A site to try things on: broker and registry in this JVM, every service in one of its own. */
@NullMarked
package dev.telltale.load.site;

import org.jspecify.annotations.NullMarked;
