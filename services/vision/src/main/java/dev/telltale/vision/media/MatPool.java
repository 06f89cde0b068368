package dev.telltale.vision.media;

import org.bytedeco.opencv.opencv_core.Mat;

import java.util.ArrayDeque;
import java.util.Deque;

/** Matrices for whole pictures, used again: fresh pages cost more than the conversion that fills them. */
final class MatPool implements AutoCloseable {
    private static final int KEPT = 6;

    private final Deque<Mat> free = new ArrayDeque<>();
    private boolean closed;

    Mat take(int rows, int cols, int type) {
        for (Mat mat : free) {
            if (mat.rows() == rows && mat.cols() == cols && mat.type() == type) {
                free.remove(mat);
                return mat;
            }
        }
        // swscale's vector code writes past the end of a row whose length is no multiple of its registers: after the last row
        // that would be somebody else's memory.
        try (Mat padded = new Mat(rows + 1, cols, type)) {
            return padded.rowRange(0, rows);
        }
    }

    void giveBack(Mat mat) {
        if (closed) {
            mat.close();
            return;
        }
        free.addFirst(mat);
        if (free.size() > KEPT) {
            free.removeLast().close();
        }
    }

    @Override
    public void close() {
        closed = true;
        free.forEach(Mat::close);
        free.clear();
    }
}
