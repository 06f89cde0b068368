package dev.telltale.vision;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A picture as shown: rotation and sample aspect have been applied, 8 bits a sample. Luma is cheap, colour is converted when
 * first asked for. Pixels live outside the Java heap until {@link #close()}. Not thread-safe.
 */
public interface Picture extends AutoCloseable {
    int width();

    int height();

    /** When it is shown; {@link MediaTime#ZERO} for stills. */
    MediaTime time();

    /** Luma, height x width, one byte a pixel. Belongs to the picture and ends with it. */
    Luma luma();

    /** Colour, height x width x 3, full range, order R, G, B. Belongs to the picture and ends with it. */
    Mat rgb();

    /** Frees the pixels; more than once does no harm. */
    @Override
    void close();

    /**
     * Luma as it was coded.
     *
     * @param pixels CV_8UC1
     * @param limitedRange true where black is 16 and white 235, as in most video; false for 0 to 255
     */
    record Luma(Mat pixels, boolean limitedRange) {}
}
