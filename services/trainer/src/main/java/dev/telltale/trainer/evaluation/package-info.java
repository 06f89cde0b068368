/** Figures of merit with their uncertainty: AUC, EER, mean errors, bootstrap intervals. */
@NullMarked
package dev.telltale.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
