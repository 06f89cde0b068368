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
        return new Mat(rows, cols, type);
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
