package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;

/**
 * From coded frames to 8-bit luma or RGB as shown, by swscale: matrix, range and depth as the frame says; where it does not
 * say, BT.709 from 720 lines on and BT.601 below. swscale's default path is also what OpenCV's video reader takes, so the
 * pixels are those that published detectors were trained on.
 */
final class PixelConverter implements AutoCloseable {
    private static final int HD_LINES = 720;
    private static final int UNITY = 1 << 16;

    private final MatPool mats = new MatPool();
    private final PointerPointer<?> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4L);
    private @Nullable SwsContext toGray;
    private @Nullable SwsContext toRgb;
    private boolean closed;

    Mat gray(AVFrame frame, Shown shown) {
        toGray = context(toGray, frame, shown, AV_PIX_FMT_GRAY8);
        return convert(toGray, frame, shown, CV_8UC1);
    }

    Mat rgb(AVFrame frame, Shown shown) {
        toRgb = context(toRgb, frame, shown, AV_PIX_FMT_RGB24);
        return convert(toRgb, frame, shown, CV_8UC3);
    }

    PixelConverter() {
        // Packed pictures have one plane; what the others hold must not be left to chance.
        planes.zero();
        strides.zero();
    }

    void giveBack(Mat mat) {
        mats.giveBack(mat);
    }

    private SwsContext context(@Nullable SwsContext cached, AVFrame frame, Shown shown, int target) {
        if (closed) {
            throw new IllegalStateException("the decoder of this picture is closed");
        }
        SwsContext context = sws_getCachedContext(cached, frame.width(), frame.height(), frame.format(), shown.width(),
                shown.height(), target, SWS_BICUBIC, null, null, (DoublePointer) null);
        if (context == null || context.isNull()) {
            throw new UndecodableException("no conversion from pixel format " + frame.format());
        }
        boolean full = PixelFormats.fullRange(frame);
        IntPointer source = sws_getCoefficients(matrix(frame));
        sws_setColorspaceDetails(context, source, full ? 1 : 0, source, 1, 0, UNITY, UNITY);
        return context;
    }

    private Mat convert(SwsContext context, AVFrame frame, Shown shown, int type) {
        Mat upright = mats.take(shown.height(), shown.width(), type);
        planes.put(0, upright.data());
        strides.put(0, (int) upright.step());
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        if (shown.rotation() == 0) {
            return upright;
        }
        Mat turned = mats.take(shown.shownHeight(), shown.shownWidth(), type);
        rotate(upright, turned, turn(shown.rotation()));
        mats.giveBack(upright);
        return turned;
    }

    private static int turn(int rotation) {
        return switch (rotation) {
            case 90 -> ROTATE_90_CLOCKWISE;
            case 180 -> ROTATE_180;
            default -> ROTATE_90_COUNTERCLOCKWISE;
        };
    }

    private static int matrix(AVFrame frame) {
        int space = frame.colorspace();
        if (space == AVCOL_SPC_UNSPECIFIED) {
            return frame.height() >= HD_LINES ? SWS_CS_ITU709 : SWS_CS_ITU601;
        }
        if (space == AVCOL_SPC_BT709) {
            return SWS_CS_ITU709;
        }
        if (space == AVCOL_SPC_BT2020_NCL || space == AVCOL_SPC_BT2020_CL) {
            return SWS_CS_BT2020;
        }
        return space == AVCOL_SPC_SMPTE240M ? SWS_CS_SMPTE240M : SWS_CS_ITU601;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        sws_freeContext(toGray);
        sws_freeContext(toRgb);
        mats.close();
        planes.close();
        strides.close();
    }
}
