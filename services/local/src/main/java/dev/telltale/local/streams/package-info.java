/** What the topics say of streams that are watched, for `telltale streams`. */
@NullMarked
package dev.telltale.local.streams;

import org.jspecify.annotations.NullMarked;
