package dev.telltale.detectors.packages;

import java.util.List;

/**
 * The image input of a network, N x 3 x size x size, and exactly how pixels get there: cut, then (value - mean) / deviation per channel.
 *
 * @param tensor name of the graph's input
 * @param size side in pixels
 * @param crop how the face lies in it
 * @param colour order of the channels
 * @param mean per channel, of values 0 to 255
 * @param deviation per channel
 * @param slots slots of a window that it reads; empty: every slot that has a crop
 */
public record InputSpec(String tensor, int size, CropSpec crop, ColourOrder colour, List<Float> mean,
        List<Float> deviation, List<Integer> slots) {

    /** Order of colour channels. */
    public enum ColourOrder {
        RGB, BGR
    }

    public InputSpec {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        slots = List.copyOf(slots);
        if (size < 16 || size > 1024) {
            throw new IllegalArgumentException("input.size must be 16 to 1024, got: " + size);
        }
        if (mean.size() != 3 || deviation.size() != 3 || deviation.stream().anyMatch(d -> !(d > 0))) {
            throw new IllegalArgumentException(
                    "input.mean and input.deviation need 3 numbers each, deviations above 0, got: " + mean + ", "
                            + deviation);
        }
        if (slots.stream().anyMatch(s -> s < 0 || s > 31)) {
            throw new IllegalArgumentException("input.slots must be 0 to 31, got: " + slots);
        }
    }
}
