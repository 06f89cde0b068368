package dev.telltale.detectors.inference;

import java.nio.FloatBuffer;

/** What happens before and after a network. Pure: the same input gives the same tensor, the same outputs the same answer. */
public interface Translator<I, O> {
    /** Puts one item's numbers, channel by channel, at the buffer's position. */
    void write(I item, FloatBuffer tensor);

    /** Reads the answer for one item of a batch. */
    O read(Outputs outputs, int item);
}
