package dev.telltale.vision;

/** A plane map: x' = a x + b y + c, y' = d x + e y + f. */
public record Affine(double a, double b, double c, double d, double e, double f) {
    /** Rotation by {@code degrees} (clockwise on the screen), scale, and then the origin moved to (x, y). */
    public static Affine similarity(double scale, double degrees, double x, double y) {
        double cos = scale * Math.cos(Math.toRadians(degrees));
        double sin = scale * Math.sin(Math.toRadians(degrees));
        return new Affine(cos, -sin, x, sin, cos, y);
    }

    public double x(double px, double py) {
        return a * px + b * py + c;
    }

    public double y(double px, double py) {
        return d * px + e * py + f;
    }

    /** Maps the points x0, y0, ... of {@code from} into {@code to}; both may be the same array. */
    public void apply(float[] from, float[] to) {
        for (int i = 0; i < from.length; i += 2) {
            double px = from[i];
            double py = from[i + 1];
            to[i] = (float) x(px, py);
            to[i + 1] = (float) y(px, py);
        }
    }

    /** This map after {@code first}. */
    public Affine after(Affine first) {
        return new Affine(a * first.a + b * first.d, a * first.b + b * first.e, x(first.c, first.f),
                d * first.a + e * first.d, d * first.b + e * first.e, y(first.c, first.f));
    }

    public double determinant() {
        return a * e - b * d;
    }

    /** How much longer lengths become: square root of the change of area. */
    public double scale() {
        return Math.sqrt(Math.abs(determinant()));
    }

    /**
     * The map back.
     *
     * @throws ArithmeticException where the plane is flattened
     */
    public Affine inverse() {
        double det = determinant();
        if (det == 0 || !Double.isFinite(det)) {
            throw new ArithmeticException("no inverse of " + this);
        }
        return new Affine(e / det, -b / det, (b * f - e * c) / det, -d / det, a / det, (d * c - a * f) / det);
    }

    /** Row-major 2 x 3 matrix: a, b, c, d, e, f. */
    public double[] toArray() {
        return new double[]{a, b, c, d, e, f};
    }
}
