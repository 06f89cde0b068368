package dev.telltale.vision;

import dev.telltale.vision.colour.ColourMapping;

import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

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

    /** Colour as it was coded, for those who look at parts: mapping a face costs less than mapping the picture around it. */
    default Coded coded() {
        return new Coded(rgb(), null);
    }

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

    /**
     * Colour as it was coded. Belongs to the picture and ends with it.
     *
     * @param pixels height x width x 3, full range, order R, G, B: CV_8UC3, or CV_16UC3 where a mapping needs more
     * @param mapping from these to what {@link #rgb()} holds; null where they are that already
     */
    record Coded(Mat pixels, @Nullable ColourMapping mapping) {}
}
