package dev.telltale.vision;

import java.util.Arrays;

/**
 * The 68 landmarks of a face in iBUG order (300-W: Sagonas et al., 2013), pixels of the picture as shown: jaw 0 to 16,
 * brows 17 to 26, nose 27 to 35, eyes 36 to 47 (the eye on the left of the picture first), lips 48 to 67.
 */
public final class Landmarks {
    /** Number of points. */
    public static final int COUNT = 68;

    private final float[] xy;

    private Landmarks(float[] xy) {
        this.xy = xy;
    }

    /**
     * Copies x0, y0, x1, y1, ...
     *
     * @throws IllegalArgumentException unless there are 136 finite numbers
     */
    public static Landmarks of(float[] xy) {
        if (xy.length != 2 * COUNT) {
            throw new IllegalArgumentException("landmarks need 136 numbers, got: " + xy.length);
        }
        for (float v : xy) {
            if (!Float.isFinite(v)) {
                throw new IllegalArgumentException("landmarks must be finite, got: " + v);
            }
        }
        return new Landmarks(xy.clone());
    }

    public float x(int point) {
        return xy[2 * point];
    }

    public float y(int point) {
        return xy[2 * point + 1];
    }

    /** A copy: x0, y0, x1, y1, ... */
    public float[] toArray() {
        return xy.clone();
    }

    /** The smallest box that holds all points. */
    public Box box() {
        return Box.around(xy);
    }

    /** Mean of the points {@code from} to {@code to} (exclusive): x, y. */
    public double[] mean(int from, int to) {
        double x = 0;
        double y = 0;
        for (int i = from; i < to; i++) {
            x += xy[2 * i];
            y += xy[2 * i + 1];
        }
        return new double[]{x / (to - from), y / (to - from)};
    }

    /** Distance between the outer corners of the eyes, pixels: what landmark errors are normalised by. */
    public double interocular() {
        return Math.hypot(x(45) - x(36), y(45) - y(36));
    }

    /** Slope of the line through the centres of the eyes, degrees, clockwise positive. */
    public double roll() {
        double[] left = mean(36, 42);
        double[] right = mean(42, 48);
        return Math.toDegrees(Math.atan2(right[1] - left[1], right[0] - left[0]));
    }

    /** Every point moved by {@code map}. */
    public Landmarks mapped(Affine map) {
        float[] to = new float[xy.length];
        map.apply(xy, to);
        return new Landmarks(to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Landmarks that && Arrays.equals(xy, that.xy);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(xy);
    }

    @Override
    public String toString() {
        return "Landmarks" + box();
    }
}
