package dev.telltale.trainer.synthesis;

import dev.telltale.vision.Landmarks;

import org.bytedeco.opencv.opencv_core.Mat;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

/**
 * A genuine face to make forgeries from.
 *
 * @param rgb square crop, CV_8UC3 in the order R, G, B; belongs to the caller
 * @param landmarks its 68 landmarks in pixels of the crop
 */
public record RealFace(Mat rgb, Landmarks landmarks) {
    public RealFace {
        if (rgb.type() != CV_8UC3 || rgb.rows() != rgb.cols() || rgb.empty()) {
            throw new IllegalArgumentException("a face must be a filled square CV_8UC3 crop, got: " + rgb);
        }
    }

    /** Side of the crop, pixels. */
    public int size() {
        return rgb.cols();
    }
}
