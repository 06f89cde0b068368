package dev.telltale.vision.colour;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.opencv_core.Mat;

import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

/** Applies a {@link ColourMapping} to matrices, row by row. Reuses its memory; not thread-safe. */
public final class PixelMapper {
    private short[] row16 = new short[0];
    private byte[] row8 = new byte[0];
    private byte[] mapped = new byte[0];

    /** Maps CV_16UC3 or CV_8UC3, R, G, B, full range, into CV_8UC3, which is made anew where its size is another. */
    public void map(ColourMapping by, Mat from, Mat to) {
        to.create(from.rows(), from.cols(), CV_8UC3);
        int samples = 3 * from.cols();
        if (row16.length < samples) {
            row16 = new short[samples];
            row8 = new byte[samples];
            mapped = new byte[samples];
        }
        boolean deep = from.type() == CV_16UC3;
        for (int y = 0; y < from.rows(); y++) {
            try (BytePointer source = from.ptr(y);
                    BytePointer target = to.ptr(y)) {
                if (deep) {
                    deepRow(by, source, samples);
                } else {
                    source.get(row8, 0, samples);
                    by.map(row8, mapped, samples / 3);
                }
                target.put(mapped, 0, samples);
            }
        }
    }

    private void deepRow(ColourMapping by, BytePointer source, int samples) {
        try (ShortPointer levels = new ShortPointer(source)) {
            levels.get(row16, 0, samples);
        }
        by.map(row16, mapped, samples / 3);
    }
}
