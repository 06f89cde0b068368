package dev.telltale.vision.media;

import dev.telltale.vision.colour.ColourMapping;
import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.colour.PixelMapper;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB48;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;

/**
 * From coded frames to 8-bit luma or RGB as shown, by swscale: matrix, range and depth as {@link FrameColours} says. swscale's
 * default path is also what OpenCV's video reader takes, so the pixels are those that published detectors were trained on.
 * Where primaries or transfer are others than BT.709's, swscale makes RGB of the source's depth and {@link ColourMapping} does the rest.
 */
final class PixelConverter implements AutoCloseable {
    private static final int UNITY = 1 << 16;

    private final ColourTags container;
    private final StreamColours colours = new StreamColours();
    private final PixelMapper mapper = new PixelMapper();
    private final MatPool mats = new MatPool();
    private final PointerPointer<?> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4L);
    /** Made when first needed: it loads a library of 8 MB. */
    private @Nullable Deinterlacer deinterlacer;
    private @Nullable SwsContext toGray;
    private @Nullable SwsContext toRgb;
    private boolean closed;

    /** @param container what the container says of the colours of all frames */
    PixelConverter(ColourTags container) {
        this.container = container;
        // Packed pictures have one plane; what the others hold must not be left to chance.
        planes.zero();
        strides.zero();
    }

    /** Takes over a frame as decoded and returns it ready to be looked at: without combs. */
    AVFrame ready(AVFrame frame) {
        if (!PixelFormats.interlaced(frame)) {
            return frame;
        }
        if (deinterlacer == null) {
            deinterlacer = new Deinterlacer();
        }
        return deinterlacer.progressive(frame);
    }

    boolean fullRange(AVFrame frame) {
        return FrameColours.of(frame, container).range() == ColourTags.FULL;
    }

    /** Whether luma has to be mapped too: high dynamic range. */
    boolean curved(AVFrame frame) {
        return mapping(frame).filter(ColourMapping::curved).isPresent();
    }

    Mat gray(AVFrame frame, Shown shown) {
        toGray = context(toGray, frame, shown, AV_PIX_FMT_GRAY8);
        Mat upright = scale(toGray, frame, shown, CV_8UC1);
        mapping(frame).filter(ColourMapping::curved).ifPresent(by -> colours.greys(by, upright));
        return turned(upright, shown);
    }

    Mat rgb(AVFrame frame, Shown shown) {
        Mat coded = unmapped(frame, shown);
        return mapping(frame).map(by -> mapped(by, coded)).orElse(coded);
    }

    /** Colour before {@link #mapping}: 16 bits a sample where the mapping would show the steps of 8. */
    Mat unmapped(AVFrame frame, Shown shown) {
        boolean deep = mapping(frame).filter(by -> by.curved() || PixelFormats.deep(frame.format())).isPresent();
        toRgb = context(toRgb, frame, shown, deep ? AV_PIX_FMT_RGB48 : AV_PIX_FMT_RGB24);
        return turned(scale(toRgb, frame, shown, deep ? CV_16UC3 : CV_8UC3), shown);
    }

    private Mat mapped(ColourMapping by, Mat from) {
        Mat to = mats.take(from.rows(), from.cols(), CV_8UC3);
        mapper.map(by, from, to);
        mats.giveBack(from);
        return to;
    }

    /** What the colours of the frame need to become BT.709's; nothing where they are. */
    Optional<ColourMapping> mapping(AVFrame frame) {
        return colours.mapping(FrameColours.of(frame, container));
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
        ColourTags tags = FrameColours.of(frame, container);
        IntPointer source = sws_getCoefficients(FrameColours.matrix(tags, frame));
        int full = tags.range() == ColourTags.FULL ? 1 : 0;
        sws_setColorspaceDetails(context, source, full, source, 1, 0, UNITY, UNITY);
        return context;
    }

    private Mat scale(SwsContext context, AVFrame frame, Shown shown, int type) {
        Mat upright = mats.take(shown.height(), shown.width(), type);
        planes.put(0, upright.data());
        strides.put(0, (int) upright.step());
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        return upright;
    }

    private Mat turned(Mat upright, Shown shown) {
        if (shown.rotation() == 0) {
            return upright;
        }
        Mat turned = mats.take(shown.shownHeight(), shown.shownWidth(), upright.type());
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

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        sws_freeContext(toGray);
        sws_freeContext(toRgb);
        if (deinterlacer != null) {
            deinterlacer.close();
        }
        mats.close();
        colours.close();
        planes.close();
        strides.close();
    }
}
