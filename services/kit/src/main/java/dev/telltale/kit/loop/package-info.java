/** Loops as types: work, idle rule and runner; and consume, transform, produce in one transaction. */
@NullMarked
package dev.telltale.kit.loop;

import org.jspecify.annotations.NullMarked;
