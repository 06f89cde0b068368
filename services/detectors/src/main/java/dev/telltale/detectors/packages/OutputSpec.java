package dev.telltale.detectors.packages;

import java.util.List;

/**
 * An output of a network.
 *
 * @param tensor name of the graph's output
 * @param shape without the batch
 * @param meaning what the numbers are, in words
 */
public record OutputSpec(String tensor, List<Integer> shape, String meaning) {

    public OutputSpec {
        shape = List.copyOf(shape);
    }
}
