package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

/**
 * What cameras, codecs and networks do to a picture. Drawn once and applied to a forgery and its genuine twin alike, so that
 * nothing but the forgery tells them apart (SBI, section 8 step 9, and what live video adds).
 */
public final class Degradation {
    private interface Step {
        void apply(Mat rgb);
    }

    private final List<Step> steps;

    private Degradation(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** A random chain; each step with its own probability. */
    public static Degradation random(RandomGenerator random) {
        List<Step> steps = new ArrayList<>();
        if (random.nextInt(10) < 3) {
            Colours colours = Colours.random(random, 20, 0.3, 0.3);
            steps.add(colours::apply);
        }
        if (random.nextInt(10) < 3) {
            double sigma = 0.3 + 1.4 * random.nextDouble();
            steps.add(rgb -> GaussianBlur(rgb, rgb, new Size(0, 0), sigma));
        }
        if (random.nextInt(10) < 4) {
            Detail coarse = new Detail.Coarse(1 + 2 * random.nextDouble(), false);
            steps.add(coarse::apply);
        }
        if (random.nextInt(10) < 3) {
            double deviation = 1 + 7 * random.nextDouble();
            long seed = random.nextLong();
            steps.add(rgb -> addNoise(rgb, deviation, seed));
        }
        if (random.nextInt(10) < 6) {
            int quality = random.nextInt(35, 100);
            steps.add(rgb -> recompress(rgb, quality));
        }
        return new Degradation(steps);
    }

    /** Changes {@code rgb} (CV_8UC3) in place, in the same way each time. */
    public void apply(Mat rgb) {
        for (Step step : steps) {
            step.apply(rgb);
        }
    }

    private static void addNoise(Mat rgb, double deviation, long seed) {
        RandomGenerator noise = new SplittableRandom(seed);
        try (UByteIndexer at = rgb.createIndexer()) {
            for (int y = 0; y < rgb.rows(); y++) {
                for (int x = 0; x < rgb.cols(); x++) {
                    for (int c = 0; c < 3; c++) {
                        // The sum of two uniform numbers is near enough to a normal one, and ten times as fast.
                        double drawn = noise.nextFloat() + noise.nextFloat() - 1;
                        at.put(y, x, c,
                                Math.clamp(Math.round(at.get(y, x, c) + 2.45 * deviation * drawn), 0, 255));
                    }
                }
            }
        }
    }

    private static void recompress(Mat rgb, int quality) {
        try (PointerScope scope = new PointerScope()) {
            Mat bgr = new Mat();
            cvtColor(rgb, bgr, COLOR_RGB2BGR);
            BytePointer file = new BytePointer();
            imencode(".jpg", bgr, file, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
            Mat packed = new Mat(1, (int) file.limit(), org.bytedeco.opencv.global.opencv_core.CV_8UC1, file);
            cvtColor(imdecode(packed, IMREAD_COLOR), rgb, COLOR_BGR2RGB);
        }
    }
}
