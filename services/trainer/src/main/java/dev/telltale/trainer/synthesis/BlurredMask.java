package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_TOZERO;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

/**
 * The soft mask of self-blended images (SBI, section 8 step 8): shrunk or stretched, blurred, eroded by keeping only what the
 * blur left whole, blurred again.
 *
 * @param width width at which the blurs work, pixels
 * @param height height at which the blurs work, pixels
 * @param erosionKernel odd side of the first Gaussian kernel; its sigma follows from it
 * @param edgeKernel odd side of the second Gaussian kernel
 * @param edgeSigma sigma of the second, pixels
 */
public record BlurredMask(int width, int height, int erosionKernel, int edgeKernel, double edgeSigma) {
    /** Sizes and kernels as published, for masks of 192 to 256 pixels. */
    public static BlurredMask random(RandomGenerator random) {
        return new BlurredMask(random.nextInt(192, 257), random.nextInt(192, 257), odd(random), odd(random),
                random.nextInt(5, 46));
    }

    private static int odd(RandomGenerator random) {
        return 5 + 2 * random.nextInt(11);
    }

    /**
     * Softens a hard mask.
     *
     * @param mask CV_32FC1 of 0 and 1
     * @return CV_32FC1 of the same size, 0 to 1, a new matrix that the caller closes
     */
    public Mat of(Mat mask) {
        Mat soft = new Mat();
        try (PointerScope scope = new PointerScope()) {
            Mat work = new Mat();
            resize(mask, work, new Size(width, height), 0, 0, INTER_LINEAR);
            GaussianBlur(work, work, new Size(erosionKernel, erosionKernel), 0);
            divideByMaximum(work);
            // Just below 1: the division leaves the untouched inside at exactly 1.
            threshold(work, work, Math.nextDown(1f), 1, THRESH_TOZERO);
            GaussianBlur(work, work, new Size(edgeKernel, edgeKernel), edgeSigma);
            divideByMaximum(work);
            resize(work, soft, mask.size(), 0, 0, INTER_LINEAR);
        }
        return soft;
    }

    private static void divideByMaximum(Mat mat) {
        double most;
        try (DoublePointer least = new DoublePointer(1); DoublePointer greatest = new DoublePointer(1)) {
            minMaxLoc(mat, least, greatest, null, null, null);
            most = greatest.get();
        }
        if (most > 0) {
            mat.convertTo(mat, CV_32FC1, 1 / most, 0);
        }
    }
}
