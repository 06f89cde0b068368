package dev.telltale.vision;

/**
 * An upright rectangle in pixels of the picture as shown; the centre of the upper left pixel is (0, 0).
 *
 * @param x left edge
 * @param y upper edge
 * @param width width, at least 0
 * @param height height, at least 0
 */
public record Box(float x, float y, float width, float height) {
    public Box {
        if (!(width >= 0 && height >= 0)) {
            throw new IllegalArgumentException("box sides must be at least 0, got: " + width + " x " + height);
        }
    }

    /** The smallest box that holds the points (x0, y0), (x1, y1), ... of {@code xy}. */
    public static Box around(float[] xy) {
        float left = Float.POSITIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < xy.length; i += 2) {
            left = Math.min(left, xy[i]);
            right = Math.max(right, xy[i]);
            top = Math.min(top, xy[i + 1]);
            bottom = Math.max(bottom, xy[i + 1]);
        }
        return new Box(left, top, right - left, bottom - top);
    }

    public float centreX() {
        return x + width / 2;
    }

    public float centreY() {
        return y + height / 2;
    }

    public float right() {
        return x + width;
    }

    public float bottom() {
        return y + height;
    }

    public float longerSide() {
        return Math.max(width, height);
    }

    public float area() {
        return width * height;
    }

    /** Area common to both, square pixels. */
    public float overlap(Box other) {
        float w = Math.min(right(), other.right()) - Math.max(x, other.x);
        float h = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        return w <= 0 || h <= 0 ? 0 : w * h;
    }

    /** Intersection over union, 0 to 1. */
    public float iou(Box other) {
        float common = overlap(other);
        float union = area() + other.area() - common;
        return union <= 0 ? 0 : common / union;
    }

    /** Moved by (dx, dy). */
    public Box moved(float dx, float dy) {
        return new Box(x + dx, y + dy, width, height);
    }

    /** Same centre, sides multiplied by {@code factor}. */
    public Box scaled(float factor) {
        return new Box(centreX() - width * factor / 2, centreY() - height * factor / 2, width * factor,
                height * factor);
    }
}
