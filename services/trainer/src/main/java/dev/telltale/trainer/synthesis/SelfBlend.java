package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;

/**
 * A face blended with a slightly changed copy of itself: what every face swap shares, without any generator's fingerprint (SBI,
 * Shiohara and Yamasaki, CVPR 2022; specification section 8 steps 5 to 8).
 */
public final class SelfBlend {
    private static final double[] STRENGTHS = {0.25, 0.5, 0.75, 1, 1, 1};

    private SelfBlend() {}

    /** One forgery; the same seed and face give the same pixels. */
    public static Forgery of(RealFace face, RandomGenerator random) {
        Mat target = face.rgb().clone();
        Mat forged;
        Mat mask;
        try (PointerScope scope = new PointerScope()) {
            Mat source = face.rgb().clone();
            change(random.nextBoolean() ? source : target, random);
            Mat hull = new Mat();
            drawHull(face, random).convertTo(hull, CV_32FC1, 1 / 255.0, 0);
            Mat moved;
            Mat movedHull;
            try (Warp shift = Warp.shift(random, face.size())) {
                moved = shift.picture(source);
                movedHull = shift.mask(hull);
            }
            // Only the mask keeps the waves: its outline stops following the face, the face itself stays whole.
            Mat wavy;
            try (Warp elastic = Warp.elastic(random, face.size(), 50, 7)) {
                wavy = elastic.mask(movedHull);
            }
            mask = BlurredMask.random(random).of(wavy);
            mask.convertTo(mask, CV_32FC1, STRENGTHS[random.nextInt(STRENGTHS.length)], 0);
            forged = Blend.over(moved, target, mask);
            mask.retainReference();
            forged.retainReference();
        }
        return new Forgery(target, forged, mask);
    }

    private static void change(Mat rgb, RandomGenerator random) {
        Colours.random(random, random.nextInt(10) < 3 ? 20 : 0, 0.3, 0.1).apply(rgb);
        Detail.random(random).apply(rgb);
    }

    private static Mat drawHull(RealFace face, RandomGenerator random) {
        HullMask[] kinds = HullMask.values();
        Mat drawn = kinds[random.nextInt(kinds.length)].draw(face.landmarks(), face.size());
        return countNonZero(drawn) > 0 ? drawn : HullMask.HULL.draw(face.landmarks(), face.size());
    }
}
