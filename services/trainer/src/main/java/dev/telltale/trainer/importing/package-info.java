/** Labelled stills and clips become windows of the faces topic: the only way into training. */
@NullMarked
package dev.telltale.trainer.importing;

import org.jspecify.annotations.NullMarked;
