/** Builder of ONNX graphs: typed, shape-checked values; named weights; small blocks. */
@NullMarked
package dev.telltale.detectors.graph;

import org.jspecify.annotations.NullMarked;
