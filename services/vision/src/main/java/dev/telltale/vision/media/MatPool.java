package dev.telltale.vision.media;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

import java.util.ArrayDeque;
import java.util.Deque;

/** Matrices for whole pictures, used again: fresh pages cost more than the conversion that fills them. */
final class MatPool implements AutoCloseable {
    private static final int KEPT = 6;
    /** Pixels; more than any vector code takes at once. */
    private static final int BLOCK = 64;

    private final Deque<Mat> free = new ArrayDeque<>();
    private boolean closed;

    Mat take(int rows, int cols, int type) {
        for (Mat mat : free) {
            if (mat.rows() == rows && mat.cols() == cols && mat.type() == type) {
                free.remove(mat);
                return mat;
            }
        }
        // swscale's vector code works on whole blocks of pixels: where a row has no room for its last block, that block is
        // either left out, and stale pixels remain, or written past the end.
        int room = (cols + BLOCK - 1) / BLOCK * BLOCK;
        try (Mat padded = new Mat(rows + 1, room, type);
                Rect part = new Rect(0, 0, cols, rows)) {
            return new Mat(padded, part);
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
