package dev.telltale.detectors.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Shape of a tensor; {@link #DYNAMIC} stands for a dimension known only when the graph runs: the batch. */
public record Shape(List<Integer> dims) {

    /** A dimension that is known only when the graph runs. */
    public static final int DYNAMIC = -1;

    public Shape {
        dims = List.copyOf(dims);
        for (int dim : dims) {
            if (dim < 1 && dim != DYNAMIC) {
                throw new IllegalArgumentException("a dimension must be positive or dynamic, got: " + dims);
            }
        }
    }

    /** A shape of these dimensions. */
    public static Shape of(int... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    /** A batch of anything of this shape: the dimensions with a dynamic one in front. */
    public static Shape batchOf(int... dims) {
        int[] all = new int[dims.length + 1];
        all[0] = DYNAMIC;
        System.arraycopy(dims, 0, all, 1, dims.length);
        return of(all);
    }

    /** Number of dimensions. */
    public int rank() {
        return dims.size();
    }

    /** One dimension, counted from 0; negative counts from the end. */
    public int dim(int index) {
        return dims.get(index < 0 ? dims.size() + index : index);
    }

    /** The same shape with one dimension replaced. */
    public Shape with(int index, int value) {
        int[] copy = dims.stream().mapToInt(Integer::intValue).toArray();
        copy[index] = value;
        return of(copy);
    }

    /** Number of elements of one item: the product of all but dynamic dimensions. */
    public int elements() {
        return dims.stream().filter(d -> d != DYNAMIC).reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return dims.stream().map(d -> d == DYNAMIC ? "N" : d.toString()).collect(Collectors.joining(",", "[", "]"));
    }
}
