/** From raw scores to log-likelihood ratios: applied to one score, fitted on held-out ones. */
@NullMarked
package dev.telltale.detectors.calibration;

import org.jspecify.annotations.NullMarked;
