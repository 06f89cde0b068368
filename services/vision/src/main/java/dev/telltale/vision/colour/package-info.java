/** What the numbers of a picture mean as colours, and the way from there to BT.709 as a screen shows it. Knows no codec. */
@NullMarked
package dev.telltale.vision.colour;

import org.jspecify.annotations.NullMarked;
