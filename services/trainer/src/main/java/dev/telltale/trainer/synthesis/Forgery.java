package dev.telltale.trainer.synthesis;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A genuine picture and the forgery made of it, pixel on pixel.
 *
 * @param genuine CV_8UC3, R, G, B
 * @param forged CV_8UC3 of the same size
 * @param mask CV_32FC1 of the same size: how much of each pixel of the forgery is foreign, 0 to 1
 */
public record Forgery(Mat genuine, Mat forged, Mat mask) implements AutoCloseable {
    @Override
    public void close() {
        genuine.close();
        forged.close();
        mask.close();
    }
}
