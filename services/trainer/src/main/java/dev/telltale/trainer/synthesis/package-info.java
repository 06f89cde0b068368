/** Forgeries made from genuine faces: self-blended and cross-blended images, degraded alike with their genuine twins. */
@NullMarked
package dev.telltale.trainer.synthesis;

import org.jspecify.annotations.NullMarked;
