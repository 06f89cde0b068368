package dev.telltale.vision.colour;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.opencv_core.Mat;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

/** Applies a {@link ColourMapping} to matrices, row by row. Reuses its memory; not thread-safe. */
public final class PixelMapper {
    private short[] row16 = new short[0];
    private byte[] row8 = new byte[0];

    /** Maps CV_16UC3, R, G, B, full range, into CV_8UC3, which is made anew where its size is another. */
    public void map(ColourMapping by, Mat from, Mat to) {
        to.create(from.rows(), from.cols(), CV_8UC3);
        int samples = 3 * from.cols();
        if (row16.length < samples) {
            row16 = new short[samples];
            row8 = new byte[samples];
        }
        for (int y = 0; y < from.rows(); y++) {
            try (BytePointer source = from.ptr(y);
                    ShortPointer levels = new ShortPointer(source);
                    BytePointer target = to.ptr(y)) {
                levels.get(row16, 0, samples);
                by.map(row16, row8, from.cols());
                target.put(row8, 0, samples);
            }
        }
    }
}
