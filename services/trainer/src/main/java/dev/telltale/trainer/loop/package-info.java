/** The training loop: recipes, schedule, optimiser, prefetching, checkpoints that survive a kill, early stopping. */
@NullMarked
package dev.telltale.trainer.loop;

import org.jspecify.annotations.NullMarked;
