package dev.telltale.vision;

/** Least-squares similarity between two sets of points (Umeyama, 1991; in the plane it has a closed form without SVD). */
public final class Similarity {
    private Similarity() {}

    /**
     * The rotation, scale and translation that bring {@code from} nearest to {@code to}.
     *
     * @param from x0, y0, x1, y1, ...; at least two different points
     * @param to as many points
     */
    public static Affine fit(float[] from, float[] to) {
        if (from.length != to.length || from.length < 4) {
            throw new IllegalArgumentException(
                    "a similarity needs two or more pairs of points, got: " + from.length / 2 + " and "
                            + to.length / 2);
        }
        int n = from.length / 2;
        double fx = 0;
        double fy = 0;
        double tx = 0;
        double ty = 0;
        for (int i = 0; i < 2 * n; i += 2) {
            fx += from[i] / n;
            fy += from[i + 1] / n;
            tx += to[i] / n;
            ty += to[i + 1] / n;
        }
        double spread = 0;
        double cos = 0;
        double sin = 0;
        for (int i = 0; i < 2 * n; i += 2) {
            double px = from[i] - fx;
            double py = from[i + 1] - fy;
            double qx = to[i] - tx;
            double qy = to[i + 1] - ty;
            spread += px * px + py * py;
            cos += px * qx + py * qy;
            sin += px * qy - py * qx;
        }
        if (spread == 0) {
            throw new IllegalArgumentException("a similarity needs two different points");
        }
        double a = cos / spread;
        double d = sin / spread;
        return new Affine(a, -d, tx - a * fx + d * fy, d, a, ty - d * fx - a * fy);
    }
}
