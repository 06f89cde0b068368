package dev.telltale.vision.quality;

import dev.telltale.vision.Landmarks;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Where a head points.
 *
 * @param yaw turned to its own left (positive) or right, degrees
 * @param pitch raised (positive) or lowered, degrees
 * @param roll tilted clockwise as seen (positive), degrees
 */
public record HeadPose(double yaw, double pitch, double roll) {
    /** Tip of the nose, chin, outer corners of the eyes, corners of the mouth. */
    private static final int[] POINTS = {30, 8, 36, 45, 48, 54};
    /** The same points of an average head: x to the right of the picture, y down, z away from the camera; any unit. */
    private static final double[][] HEAD = {{0, 0, 0}, {0, 330, 65}, {-225, -170, 135}, {225, -170, 135},
        {-150, 150, 125}, {150, 150, 125}};
    private static final DMatrixRMaj SOLVER = solver();

    /**
     * Fits the average head under weak perspective: the least-squares 2 x 3 map from head to picture, then the nearest scaled
     * rotation (POS of DeMenthon and Davis, 1995). Good to some five degrees up to a yaw of about fifty.
     */
    public static HeadPose of(Landmarks face) {
        var seen = new DMatrixRMaj(POINTS.length, 2);
        for (int i = 0; i < POINTS.length; i++) {
            seen.set(i, 0, face.x(POINTS[i]));
            seen.set(i, 1, face.y(POINTS[i]));
        }
        var map = new DMatrixRMaj(4, 2);
        CommonOps_DDRM.mult(SOLVER, seen, map);
        double[] x = {map.get(0, 0), map.get(1, 0), map.get(2, 0)};
        double[] y = {map.get(0, 1), map.get(1, 1), map.get(2, 1)};
        return of(x, y);
    }

    private static HeadPose of(double[] x, double[] y) {
        double xx = dot(x, x);
        double yy = dot(y, y);
        double xy = dot(x, y);
        // Inverse square root of the symmetric matrix (xx xy; xy yy), up to a factor: adjugate of its square root.
        double root = Math.sqrt(Math.max(0, xx * yy - xy * xy));
        double a = yy + root;
        double b = -xy;
        double c = xx + root;
        double[] right = unit(new double[]{a * x[0] + b * y[0], a * x[1] + b * y[1], a * x[2] + b * y[2]});
        double[] down = unit(new double[]{b * x[0] + c * y[0], b * x[1] + c * y[1], b * x[2] + c * y[2]});
        double away = right[0] * down[1] - right[1] * down[0];
        // Yaw and pitch are the head's own: read after the tilt has been taken back.
        double roll = Math.atan2(down[0], right[0]);
        double depthOfRight = Math.cos(roll) * right[2] + Math.sin(roll) * down[2];
        double depthOfDown = Math.cos(roll) * down[2] - Math.sin(roll) * right[2];
        return new HeadPose(Math.toDegrees(Math.atan2(-depthOfRight, away)),
                Math.toDegrees(Math.asin(clamp(depthOfDown))), Math.toDegrees(roll));
    }

    private static DMatrixRMaj solver() {
        var head = new DMatrixRMaj(HEAD.length, 4);
        for (int i = 0; i < HEAD.length; i++) {
            for (int j = 0; j < 3; j++) {
                head.set(i, j, HEAD[i][j]);
            }
            head.set(i, 3, 1);
        }
        var inverse = new DMatrixRMaj(4, HEAD.length);
        CommonOps_DDRM.pinv(head, inverse);
        return inverse;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(dot(v, v));
        return length == 0 ? v : new double[]{v[0] / length, v[1] / length, v[2] / length};
    }

    private static double clamp(double sine) {
        return Math.clamp(sine, -1, 1);
    }
}
