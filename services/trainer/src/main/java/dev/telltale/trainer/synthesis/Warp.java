package dev.telltale.trainer.synthesis;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

import java.util.random.RandomGenerator;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

/** A displacement of every pixel, drawn once and applied to pictures and masks of one size. */
public final class Warp implements AutoCloseable {
    private final Mat mapX;
    private final Mat mapY;

    private Warp(Mat mapX, Mat mapY) {
        this.mapX = mapX;
        this.mapY = mapY;
    }

    /** Moved by up to 3 % across and 1.5 % down, scaled by 0.95 to 1 / 0.95, not turned (SBI, section 8 step 7). */
    public static Warp shift(RandomGenerator random, int size) {
        double dx = (random.nextDouble() * 2 - 1) * 0.03 * size;
        double dy = (random.nextDouble() * 2 - 1) * 0.015 * size;
        double scale = Math.exp((random.nextDouble() * 2 - 1) * -Math.log(0.95));
        double middle = (size - 1) / 2.0;
        Warp warp = identity(size);
        try (FloatIndexer x = warp.mapX.createIndexer(); FloatIndexer y = warp.mapY.createIndexer()) {
            for (int row = 0; row < size; row++) {
                for (int col = 0; col < size; col++) {
                    x.put(row, col, (float) ((col - middle) / scale + middle - dx));
                    y.put(row, col, (float) ((row - middle) / scale + middle - dy));
                }
            }
        }
        return warp;
    }

    /** Smooth random waves: noise blurred with {@code sigma} and multiplied by {@code alpha} pixels (SBI, section 8 step 7). */
    public static Warp elastic(RandomGenerator random, int size, double alpha, double sigma) {
        Warp warp = identity(size);
        addSmoothNoise(random, warp.mapX, alpha, sigma);
        addSmoothNoise(random, warp.mapY, alpha, sigma);
        return warp;
    }

    /**
     * A grid of 4 x 4 control points, each moved by normal noise (Face X-ray, section 4.1 step 4; interpolated smoothly where the
     * publication deforms triangles).
     *
     * @param strength standard deviation as a fraction of the picture's side
     */
    public static Warp grid(RandomGenerator random, int size, double strength) {
        Warp warp = identity(size);
        addGridNoise(random, warp.mapX, strength * size);
        addGridNoise(random, warp.mapY, strength * size);
        return warp;
    }

    /** {@code from} displaced, with the edge pixels continued outwards; a new matrix that the caller closes. */
    public Mat picture(Mat from) {
        Mat to = new Mat();
        remap(from, to, mapX, mapY, INTER_LINEAR, BORDER_REFLECT_101, Scalar.all(0));
        return to;
    }

    /** {@code from} displaced, 0 outside; a new matrix that the caller closes. */
    public Mat mask(Mat from) {
        Mat to = new Mat();
        remap(from, to, mapX, mapY, INTER_LINEAR, BORDER_CONSTANT, Scalar.all(0));
        return to;
    }

    private static Warp identity(int size) {
        Mat x = new Mat(size, size, CV_32FC1);
        Mat y = new Mat(size, size, CV_32FC1);
        try (FloatIndexer toX = x.createIndexer(); FloatIndexer toY = y.createIndexer()) {
            for (int row = 0; row < size; row++) {
                for (int col = 0; col < size; col++) {
                    toX.put(row, col, col);
                    toY.put(row, col, row);
                }
            }
        }
        return new Warp(x, y);
    }

    private static void addSmoothNoise(RandomGenerator random, Mat map, double alpha, double sigma) {
        try (PointerScope scope = new PointerScope()) {
            Mat noise = new Mat(map.rows(), map.cols(), CV_32FC1);
            try (FloatIndexer to = noise.createIndexer()) {
                for (int row = 0; row < map.rows(); row++) {
                    for (int col = 0; col < map.cols(); col++) {
                        to.put(row, col, (float) (alpha * (2 * random.nextDouble() - 1)));
                    }
                }
            }
            GaussianBlur(noise, noise, new Size(0, 0), sigma);
            org.bytedeco.opencv.global.opencv_core.add(map, noise, map);
        }
    }

    private static void addGridNoise(RandomGenerator random, Mat map, double deviation) {
        try (PointerScope scope = new PointerScope()) {
            Mat coarse = new Mat(4, 4, CV_32FC1);
            try (FloatIndexer to = coarse.createIndexer()) {
                for (int i = 0; i < 16; i++) {
                    to.put(i / 4, i % 4, (float) (deviation * random.nextGaussian()));
                }
            }
            Mat fine = new Mat();
            resize(coarse, fine, map.size(), 0, 0, INTER_CUBIC);
            org.bytedeco.opencv.global.opencv_core.add(map, fine, map);
        }
    }

    @Override
    public void close() {
        mapX.close();
        mapY.close();
    }
}
