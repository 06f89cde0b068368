/** Networks as ONNX graphs, model packages, inference, calibration, bundled models. Knows no Kafka. */
@NullMarked
package dev.telltale.detectors;

import org.jspecify.annotations.NullMarked;
