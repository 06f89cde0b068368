/** Tests of the synthesis of forgeries, golden values among them. */
@NullMarked
package dev.telltale.trainer.synthesis;

import org.jspecify.annotations.NullMarked;
