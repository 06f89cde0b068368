package dev.telltale.detectors.graph;

/** A few layers that belong together. */
@FunctionalInterface
public interface Block {

    /** Adds the layers behind {@code x} and returns what they give. */
    Value apply(Layers net, Value x);
}
