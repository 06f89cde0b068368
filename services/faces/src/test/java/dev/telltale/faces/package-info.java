/** Tests of the way from frame windows to face windows. */
@NullMarked
package dev.telltale.faces;

import org.jspecify.annotations.NullMarked;
