package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

/** Puts a foreground over a background through a soft mask, and says where the seam is. */
public final class Blend {
    private Blend() {}

    /**
     * trunc(M fg + (1 - M) bg).
     *
     * @param foreground CV_8UC3
     * @param background CV_8UC3 of the same size
     * @param mask CV_32FC1, 0 to 1
     * @return a new matrix that the caller closes
     */
    public static Mat over(Mat foreground, Mat background, Mat mask) {
        Mat blended = new Mat(background.rows(), background.cols(), CV_8UC3);
        try (UByteIndexer fg = foreground.createIndexer();
                UByteIndexer bg = background.createIndexer();
                FloatIndexer m = mask.createIndexer();
                UByteIndexer out = blended.createIndexer()) {
            for (int y = 0; y < background.rows(); y++) {
                for (int x = 0; x < background.cols(); x++) {
                    double part = m.get(y, x);
                    for (int c = 0; c < 3; c++) {
                        out.put(y, x, c, (int) (part * fg.get(y, x, c) + (1 - part) * bg.get(y, x, c)));
                    }
                }
            }
        }
        return blended;
    }

    /**
     * The X-ray of a blended image, 4 M (1 - M): 1 on the seam, 0 where the picture has one source (Face X-ray, section 4.1 step
     * 8).
     *
     * @return CV_32FC1, a new matrix that the caller closes
     */
    public static Mat xray(Mat mask) {
        Mat xray = new Mat(mask.rows(), mask.cols(), CV_32FC1);
        try (FloatIndexer in = mask.createIndexer(); FloatIndexer out = xray.createIndexer()) {
            for (int y = 0; y < mask.rows(); y++) {
                for (int x = 0; x < mask.cols(); x++) {
                    float m = in.get(y, x);
                    out.put(y, x, 4 * m * (1 - m));
                }
            }
        }
        return xray;
    }
}
