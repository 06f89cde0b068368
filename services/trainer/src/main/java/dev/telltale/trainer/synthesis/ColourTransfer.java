package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.mean;

/** Brings the mean colour of one face to that of another (Face X-ray, section 4.1 step 6). */
public final class ColourTransfer {
    private ColourTransfer() {}

    /**
     * {@code foreground} with its mean over the mask moved to {@code background}'s, channel by channel, clipped and cut to whole
     * numbers.
     *
     * @param foreground CV_8UC3
     * @param background CV_8UC3 of the same size
     * @param mask CV_8UC1, counted where it is not 0
     * @return a new matrix that the caller closes
     */
    public static Mat towards(Mat foreground, Mat background, Mat mask) {
        double[] shift = new double[3];
        try (PointerScope scope = new PointerScope()) {
            Scalar from = mean(foreground, mask);
            Scalar to = mean(background, mask);
            for (int c = 0; c < 3; c++) {
                shift[c] = to.get(c) - from.get(c);
            }
        }
        Mat moved = new Mat(foreground.rows(), foreground.cols(), CV_8UC3);
        try (UByteIndexer in = foreground.createIndexer(); UByteIndexer out = moved.createIndexer()) {
            for (int y = 0; y < foreground.rows(); y++) {
                for (int x = 0; x < foreground.cols(); x++) {
                    for (int c = 0; c < 3; c++) {
                        out.put(y, x, c, (int) Math.clamp(in.get(y, x, c) + shift[c], 0, 255));
                    }
                }
            }
        }
        return moved;
    }
}
