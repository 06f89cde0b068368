package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.findNonZero;
import static org.bytedeco.opencv.global.opencv_imgproc.convexHull;

/** Turns a hard mask into one that rises linearly from the edge of its hull (Face X-ray, section 4.1 step 7). */
public final class SoftMask {
    /** Width of the ramp as a fraction of the hull's longer side. */
    private static final double RAMP = 0.2;

    private SoftMask() {}

    /**
     * Distance to the hull's edge over a fifth of its longer side, 0 to 1; 0 outside the mask.
     *
     * @param mask CV_8UC1, not 0 inside
     * @return CV_32FC1, a new matrix that the caller closes; all 0 where the mask is empty or a line
     */
    public static Mat linear(Mat mask) {
        Mat soft = new Mat(mask.rows(), mask.cols(), CV_32FC1, new Scalar(0));
        int[] hull = hullOf(mask);
        double ramp = RAMP * longerSide(hull);
        if (ramp <= 0) {
            return soft;
        }
        double[] edges = inwardEdges(hull);
        try (UByteIndexer in = mask.createIndexer(); FloatIndexer out = soft.createIndexer()) {
            for (int y = 0; y < mask.rows(); y++) {
                for (int x = 0; x < mask.cols(); x++) {
                    if (in.get(y, x) != 0) {
                        out.put(y, x, (float) Math.clamp(depth(edges, x, y) / ramp, 0, 1));
                    }
                }
            }
        }
        return soft;
    }

    private static int[] hullOf(Mat mask) {
        try (PointerScope scope = new PointerScope()) {
            Mat points = new Mat();
            findNonZero(mask, points);
            if (points.empty()) {
                return new int[0];
            }
            Mat hull = new Mat();
            convexHull(points, hull);
            int[] xy = new int[2 * hull.rows()];
            try (IntIndexer at = hull.createIndexer()) {
                for (int i = 0; i < hull.rows(); i++) {
                    xy[2 * i] = at.get(i, 0, 0);
                    xy[2 * i + 1] = at.get(i, 0, 1);
                }
            }
            return xy;
        }
    }

    private static double longerSide(int[] hull) {
        int width = 0;
        int height = 0;
        for (int i = 0; i < hull.length; i += 2) {
            for (int j = 0; j < i; j += 2) {
                width = Math.max(width, Math.abs(hull[i] - hull[j]));
                height = Math.max(height, Math.abs(hull[i + 1] - hull[j + 1]));
            }
        }
        return Math.min(width, height) == 0 ? 0 : Math.max(width, height);
    }

    /** Per edge a, b, c with a x + b y + c the distance of a point inside from the edge. */
    private static double[] inwardEdges(int[] hull) {
        int n = hull.length / 2;
        double middleX = 0;
        double middleY = 0;
        for (int i = 0; i < n; i++) {
            middleX += (double) hull[2 * i] / n;
            middleY += (double) hull[2 * i + 1] / n;
        }
        double[] edges = new double[3 * n];
        for (int i = 0; i < n; i++) {
            int j = (i + 1) % n;
            double dx = hull[2 * j] - hull[2 * i];
            double dy = hull[2 * j + 1] - hull[2 * i + 1];
            double length = Math.hypot(dx, dy);
            double a = -dy / length;
            double b = dx / length;
            double c = -a * hull[2 * i] - b * hull[2 * i + 1];
            double sign = a * middleX + b * middleY + c >= 0 ? 1 : -1;
            edges[3 * i] = sign * a;
            edges[3 * i + 1] = sign * b;
            edges[3 * i + 2] = sign * c;
        }
        return edges;
    }

    private static double depth(double[] edges, int x, int y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < edges.length; i += 3) {
            least = Math.min(least, edges[i] * x + edges[i + 1] * y + edges[i + 2]);
        }
        return least;
    }
}
