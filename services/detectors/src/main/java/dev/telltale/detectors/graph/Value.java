package dev.telltale.detectors.graph;

/** A tensor of the graph: an input, a weight, or what a node gives. */
public record Value(String name, ElementType type, Shape shape) {

    /** Refuses a tensor of another rank. */
    Value requireRank(int rank, String user) {
        if (shape.rank() != rank) {
            throw new IllegalArgumentException(
                    user + " needs a tensor of rank " + rank + ", '" + name + "' is " + shape);
        }
        return this;
    }

    /** Number of channels of an N x C x ... tensor. */
    public int channels() {
        return shape.dim(1);
    }
}
