package dev.telltale.vision;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

import java.nio.ByteBuffer;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

/** Packs crops for their way through the log; {@link StillPicture#decode(byte[])} unpacks them. */
public enum CropEncoder {
    /** JPEG without chroma subsampling: detectors look at colour seams too. */
    JPEG,
    /** PNG: larger, exact. */
    PNG;

    /** JPEG quality of crops unless a record would become too large. */
    public static final int QUALITY = 95;

    /**
     * The image file of a crop.
     *
     * @param rgb size x size x 3 bytes, R, G, B, row by row
     * @param size side of the crop, pixels
     * @param quality of JPEG, 1 to 100; PNG ignores it
     */
    public byte[] encode(byte[] rgb, int size, int quality) {
        if (rgb.length != 3L * size * size) {
            throw new IllegalArgumentException(
                    "a crop of " + size + " pixels needs " + 3L * size * size + " bytes, got: " + rgb.length);
        }
        try (Mat mat = new Mat(size, size, CV_8UC3);
                BytePointer file = new BytePointer();
                IntPointer parameters = parameters(quality)) {
            ByteBuffer pixels = mat.createBuffer();
            pixels.put(rgb);
            cvtColor(mat, mat, COLOR_RGB2BGR);
            imencode(this == JPEG ? ".jpg" : ".png", mat, file, parameters);
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }

    private IntPointer parameters(int quality) {
        return switch (this) {
            case JPEG -> new IntPointer(IMWRITE_JPEG_QUALITY, quality, IMWRITE_JPEG_SAMPLING_FACTOR,
                    IMWRITE_JPEG_SAMPLING_FACTOR_444);
            case PNG -> new IntPointer(IMWRITE_PNG_COMPRESSION, 3);
        };
    }
}
