package dev.telltale.trainer.synthesis;

import dev.telltale.vision.Landmarks;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

import java.util.List;
import java.util.stream.IntStream;

import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.convexHull;
import static org.bytedeco.opencv.global.opencv_imgproc.fillConvexPoly;

/**
 * The parts of a face that a forgery replaces: the union of the filled convex hulls of groups of landmarks (Face X-ray, section
 * 4.1 step 3 of its specification).
 */
public enum HullMask {
    /** Lower face, nose and brows down to the base of the nose. */
    FULL,
    /** Eight patches that meet at the chin. */
    COMPONENTS,
    /** The eight patches with the brows raised towards the forehead. */
    EXTENDED,
    /** One hull of all points. */
    HULL;

    private static final List<int[]> ALL = List.of(range(0, 68));
    private static final List<int[]> HALVES = List.of(join(range(0, 17), range(48, 68)), points(27, 28, 29, 30, 33),
            join(range(17, 27), points(0, 27, 16, 33)));
    private static final List<int[]> PATCHES = List.of(join(range(0, 9), points(17)), join(range(8, 17), points(26)),
            join(range(17, 20), points(8)), join(range(24, 27), points(8)), join(range(19, 25), points(8)),
            join(join(range(17, 22), points(27)), join(range(31, 36), points(8))),
            join(join(range(22, 27), points(27)), join(range(31, 36), points(8))),
            join(range(27, 31), range(31, 36)));

    /** Draws the mask: {@code size} x {@code size}, CV_8UC1, 255 inside and on the boundary, else 0. The caller closes it. */
    public Mat draw(Landmarks landmarks, int size) {
        int[] xy = wholePixels(landmarks);
        if (this == EXTENDED) {
            raiseBrows(xy);
        }
        Mat mask = new Mat(size, size, CV_8UC1, new Scalar(0));
        for (int[] group : groups()) {
            fillHull(mask, xy, group);
        }
        return mask;
    }

    private List<int[]> groups() {
        return switch (this) {
            case FULL -> HALVES;
            case COMPONENTS, EXTENDED -> PATCHES;
            case HULL -> ALL;
        };
    }

    private static void fillHull(Mat mask, int[] xy, int[] group) {
        try (PointerScope scope = new PointerScope()) {
            Mat points = new Mat(group.length, 1, CV_32SC2);
            try (IntIndexer at = points.createIndexer()) {
                for (int i = 0; i < group.length; i++) {
                    at.put(i, 0, 0, xy[2 * group[i]]);
                    at.put(i, 0, 1, xy[2 * group[i] + 1]);
                }
            }
            Mat hull = new Mat();
            convexHull(points, hull);
            fillConvexPoly(mask, hull, Scalar.all(255));
        }
    }

    private static int[] wholePixels(Landmarks landmarks) {
        int[] xy = new int[2 * Landmarks.COUNT];
        for (int i = 0; i < Landmarks.COUNT; i++) {
            xy[2 * i] = (int) landmarks.x(i);
            xy[2 * i + 1] = (int) landmarks.y(i);
        }
        return xy;
    }

    /** Moves each brow point by half its distance from the upper lid below it, away from the eye; floor division throughout. */
    private static void raiseBrows(int[] xy) {
        int[] raised = new int[20];
        for (int axis = 0; axis < 2; axis++) {
            int a = axis;
            int outerLeft = Math.floorDiv(at(xy, 36, a) + Math.floorDiv(at(xy, 36, a) + at(xy, 0, a), 2), 2);
            int outerRight = Math.floorDiv(at(xy, 45, a) + Math.floorDiv(at(xy, 16, a) + at(xy, 45, a), 2), 2);
            int[] below = {outerLeft, at(xy, 36, a), at(xy, 37, a), at(xy, 38, a), at(xy, 39, a),
                at(xy, 42, a), at(xy, 43, a), at(xy, 44, a), at(xy, 45, a), outerRight};
            for (int i = 0; i < 10; i++) {
                int brow = at(xy, 17 + i, a);
                raised[2 * i + a] = brow + Math.floorDiv(brow - below[i], 2);
            }
        }
        System.arraycopy(raised, 0, xy, 34, 20);
    }

    private static int at(int[] xy, int point, int axis) {
        return xy[2 * point + axis];
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    private static int[] points(int... points) {
        return points;
    }

    private static int[] join(int[] a, int[] b) {
        return IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray();
    }
}
