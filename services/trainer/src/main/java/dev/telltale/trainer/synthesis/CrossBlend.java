package dev.telltale.trainer.synthesis;

import dev.telltale.vision.Similarity;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

/**
 * One person's face laid over another's and blended in (Face X-ray, Li et al., CVPR 2020; specification section 4.1 steps 3 to
 * 8), after a similarity has brought its landmarks onto the other's.
 */
public final class CrossBlend {
    private CrossBlend() {}

    /** {@code donor}'s face on {@code face}; the same seed and faces give the same pixels. */
    public static Forgery of(RealFace face, RealFace donor, RandomGenerator random) {
        Mat genuine = face.rgb().clone();
        Mat forged;
        Mat mask;
        try (PointerScope scope = new PointerScope()) {
            Mat foreign = aligned(donor, face);
            Mat hard = deformed(face, random);
            Mat coloured = ColourTransfer.towards(foreign, genuine, hard);
            mask = SoftMask.linear(hard);
            forged = Blend.over(coloured, genuine, mask);
            mask.retainReference();
            forged.retainReference();
        }
        return new Forgery(genuine, forged, mask);
    }

    private static Mat aligned(RealFace donor, RealFace face) {
        double[] m = Similarity.fit(donor.landmarks().toArray(), face.landmarks().toArray()).toArray();
        Mat map = new Mat(2, 3, CV_64FC1);
        try (DoubleIndexer to = map.createIndexer()) {
            for (int i = 0; i < 6; i++) {
                to.put(i / 3, i % 3, m[i]);
            }
        }
        Mat moved = new Mat();
        warpAffine(donor.rgb(), moved, map, face.rgb().size(), INTER_LINEAR, BORDER_REFLECT_101, Scalar.all(0));
        return moved;
    }

    private static Mat deformed(RealFace face, RandomGenerator random) {
        HullMask[] kinds = HullMask.values();
        Mat hull = kinds[random.nextInt(kinds.length)].draw(face.landmarks(), face.size());
        Mat warped;
        try (Warp grid = Warp.grid(random, face.size(), 0.005 + 0.04 * random.nextDouble())) {
            warped = grid.mask(hull);
        }
        // What interpolation left between 0 and 255 does not belong to the mask.
        threshold(warped, warped, 254, 255, THRESH_BINARY);
        resizeByMorphology(warped, random);
        return org.bytedeco.opencv.global.opencv_core.countNonZero(warped) > 0 ? warped : hull;
    }

    private static void resizeByMorphology(Mat mask, RandomGenerator random) {
        boolean shrink = random.nextBoolean();
        int side = random.nextInt(1, shrink ? 22 : 6) | 1;
        Mat kernel = getStructuringElement(MORPH_RECT, new Size(side, side));
        if (shrink) {
            erode(mask, mask, kernel);
        } else {
            dilate(mask, mask, kernel);
        }
    }
}
