/** Tests of colours against published figures. */
@NullMarked
package dev.telltale.vision.colour;

import org.jspecify.annotations.NullMarked;
