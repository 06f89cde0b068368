/** Model (weights), predictor (session), translator (pure pre- and post-processing) on ONNX Runtime. */
@NullMarked
package dev.telltale.detectors.inference;

import org.jspecify.annotations.NullMarked;
