package dev.telltale.vision;

import dev.telltale.vision.colour.PixelMapper;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

/**
 * Cuts crops out of pictures. Shrinking averages over the area that a pixel covers, so that nothing aliases; enlarging is
 * bilinear; outside of the picture is black. Reuses its memory: one per worker, not thread-safe.
 */
public final class CropSampler implements AutoCloseable {
    /** Below this the bilinear kernel alone reaches far enough. */
    private static final double SHRINKS_FROM = 1.2;

    private final Mat map = new Mat(2, 3, CV_64FC1);
    private final DoubleIndexer mapCells = map.createIndexer();
    private final Mat small = new Mat();
    private final Mat crop = new Mat();
    private final Mat fullRange = new Mat();
    private final Mat mapped = new Mat();
    private final PixelMapper mapper = new PixelMapper();
    private final Scalar black = new Scalar(0, 0, 0, 0);

    /** Cuts grey levels, full range, into {@code out}: {@code height * width} bytes, row by row. Needs no colour. */
    public void gray(Picture picture, Affine toPicture, int width, int height, byte[] out) {
        Picture.Luma luma = picture.luma();
        Mat cut = cut(luma.pixels(), toPicture, width, height);
        if (luma.limitedRange()) {
            cut.convertTo(fullRange, -1, 255.0 / 219, -16 * 255.0 / 219);
            cut = fullRange;
        }
        copy(cut, out, width * height);
    }

    /** Cuts colours into {@code out}: {@code height * width * 3} bytes R, G, B, row by row. */
    public void rgb(Picture picture, Affine toPicture, int width, int height, byte[] out) {
        copy(rgb(picture, toPicture, width, height), out, 3 * width * height);
    }

    /** Cuts colours into a matrix that the next call overwrites: CV_8UC3, R, G, B. */
    public Mat rgb(Picture picture, Affine toPicture, int width, int height) {
        Picture.Coded coded = picture.coded();
        Mat cut = cut(coded.pixels(), toPicture, width, height);
        if (coded.mapping() == null) {
            return cut;
        }
        mapper.map(coded.mapping(), cut, mapped);
        return mapped;
    }

    private Mat cut(Mat pixels, Affine toPicture, int width, int height) {
        double scale = toPicture.scale();
        if (scale < SHRINKS_FROM) {
            return warp(pixels, toPicture, width, height);
        }
        Rect region = region(pixels, toPicture, width, height, scale);
        try (region; Mat part = new Mat(pixels, region)) {
            int w = Math.max(1, (int) Math.round(region.width() / scale));
            int h = Math.max(1, (int) Math.round(region.height() / scale));
            try (Size size = new Size(w, h)) {
                resize(part, small, size, 0, 0, INTER_AREA);
            }
            double kx = (double) w / region.width();
            double ky = (double) h / region.height();
            Affine shrink = new Affine(kx, 0, (0.5 - region.x()) * kx - 0.5, 0, ky, (0.5 - region.y()) * ky - 0.5);
            return warp(small, shrink.after(toPicture), width, height);
        }
    }

    private Mat warp(Mat pixels, Affine toPicture, int width, int height) {
        mapCells.put(0, toPicture.toArray());
        try (Size size = new Size(width, height)) {
            warpAffine(pixels, crop, map, size, INTER_LINEAR | WARP_INVERSE_MAP, BORDER_CONSTANT, black);
        }
        return crop;
    }

    /** The part of the picture that the crop covers, and a little more; at least one pixel. */
    private static Rect region(Mat pixels, Affine toPicture, int width, int height, double scale) {
        float[] corners = {0, 0, width, 0, 0, height, width, height};
        toPicture.apply(corners, corners);
        Box box = Box.around(corners);
        double pad = 2 * scale;
        int left = clamp(box.x() - pad, pixels.cols() - 1);
        int top = clamp(box.y() - pad, pixels.rows() - 1);
        int right = clamp(box.right() + pad, pixels.cols() - 1);
        int bottom = clamp(box.bottom() + pad, pixels.rows() - 1);
        return new Rect(left, top, right - left + 1, bottom - top + 1);
    }

    private static int clamp(double v, int max) {
        return (int) Math.clamp(v, 0, max);
    }

    private static void copy(Mat from, byte[] out, int length) {
        if (out.length < length) {
            throw new IllegalArgumentException("a crop needs " + length + " bytes, got room for: " + out.length);
        }
        try (BytePointer data = from.data()) {
            data.get(out, 0, length);
        }
    }

    @Override
    public void close() {
        mapCells.release();
        map.close();
        small.close();
        crop.close();
        fullRange.close();
        mapped.close();
        black.close();
    }
}
