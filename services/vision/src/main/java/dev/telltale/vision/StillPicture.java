package dev.telltale.vision;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

/** A picture from an image file or from pixels in memory. */
public final class StillPicture implements Picture {
    private final Mat rgb;
    private @Nullable Mat gray;

    private StillPicture(Mat rgb) {
        this.rgb = rgb;
    }

    /**
     * Reads a PNG or JPEG file held in memory; its EXIF orientation is applied.
     *
     * @throws IllegalArgumentException where OpenCV cannot read it
     */
    public static StillPicture decode(byte[] file) {
        try (BytePointer bytes = new BytePointer(file);
                Mat packed = new Mat(1, file.length, CV_8UC1, bytes)) {
            Mat mat = opencv_imgcodecs.imdecode(packed, opencv_imgcodecs.IMREAD_COLOR);
            if (mat.empty()) {
                mat.close();
                throw new IllegalArgumentException("not a readable picture: " + file.length + " bytes");
            }
            cvtColor(mat, mat, COLOR_BGR2RGB);
            return new StillPicture(mat);
        }
    }

    /** Copies {@code width * height * 3} bytes R, G, B, row by row. */
    public static StillPicture ofRgb(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height + " needs "
                    + 3L * width * height + " bytes, got: " + rgb.length);
        }
        Mat mat = new Mat(height, width, CV_8UC3);
        ByteBuffer pixels = mat.createBuffer();
        pixels.put(rgb);
        return new StillPicture(mat);
    }

    /** Copies {@code width * height} grey levels, row by row; as colours all three are equal. */
    public static StillPicture ofGray(int width, int height, byte[] gray) {
        if (width < 1 || height < 1 || gray.length != (long) width * height) {
            throw new IllegalArgumentException("a grey picture of " + width + " x " + height + " needs "
                    + (long) width * height + " bytes, got: " + gray.length);
        }
        try (Mat levels = new Mat(height, width, CV_8UC1)) {
            levels.<ByteBuffer>createBuffer().put(gray);
            Mat mat = new Mat();
            cvtColor(levels, mat, COLOR_GRAY2RGB);
            return new StillPicture(mat);
        }
    }

    /** Takes over a continuous CV_8UC3 matrix in the order R, G, B and closes it in the end. */
    public static StillPicture owning(Mat rgb) {
        if (rgb.type() != CV_8UC3 || rgb.empty()) {
            throw new IllegalArgumentException("a picture needs a filled CV_8UC3 matrix, got: " + rgb);
        }
        return new StillPicture(rgb);
    }

    @Override
    public int width() {
        return rgb.cols();
    }

    @Override
    public int height() {
        return rgb.rows();
    }

    @Override
    public MediaTime time() {
        return MediaTime.ZERO;
    }

    @Override
    public Luma luma() {
        Mat luma = gray;
        if (luma == null) {
            luma = new Mat();
            cvtColor(rgb, luma, COLOR_RGB2GRAY);
            gray = luma;
        }
        return new Luma(luma, false);
    }

    @Override
    public Mat rgb() {
        return rgb;
    }

    @Override
    public void close() {
        rgb.close();
        if (gray != null) {
            gray.close();
        }
    }
}
