/** A clip of our own making: a ray-cast talking head, for who has no video at hand and for tests. No photograph is in it. */
@NullMarked
package dev.telltale.local.sample;

import org.jspecify.annotations.NullMarked;
