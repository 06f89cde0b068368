package dev.telltale.vision.media;

import dev.telltale.vision.MediaTime;
import dev.telltale.vision.Picture;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

/** A frame that a {@link PacketDecoder} handed out; it holds the decoder's own buffer, without a copy. */
final class DecodedPicture implements Picture {
    private AVFrame frame;
    private final Shown shown;
    private final PixelConverter converter;
    private final MediaTime time;
    private @Nullable Luma luma;
    private @Nullable Mat rgb;
    private @Nullable Coded coded;
    private boolean lumaIsView;
    private boolean ready;
    private boolean closed;

    DecodedPicture(AVFrame frame, Shown shown, PixelConverter converter, MediaTime time) {
        this.frame = frame;
        this.shown = shown;
        this.converter = converter;
        this.time = time;
    }

    @Override
    public int width() {
        return shown.shownWidth();
    }

    @Override
    public int height() {
        return shown.shownHeight();
    }

    @Override
    public MediaTime time() {
        return time;
    }

    @Override
    public Luma luma() {
        Luma known = luma;
        if (known == null) {
            known = open().readLuma();
            luma = known;
        }
        return known;
    }

    @Override
    public Mat rgb() {
        Mat known = rgb;
        if (known == null) {
            known = converter.rgb(open().frame, shown);
            rgb = known;
        }
        return known;
    }

    @Override
    public Coded coded() {
        Coded known = coded;
        if (known == null) {
            known = converter.mapping(open().frame).map(mapping -> new Coded(converter.unmapped(frame, shown), mapping))
                    .orElseGet(() -> new Coded(rgb(), null));
            coded = known;
        }
        return known;
    }

    private Luma readLuma() {
        lumaIsView = shown.asCoded() && frame.linesize(0) > 0 && PixelFormats.plainLuma(frame.format())
                && !converter.curved(frame);
        if (lumaIsView) {
            Mat view = new Mat(frame.height(), frame.width(), CV_8UC1, frame.data(0), frame.linesize(0));
            return new Luma(view, !converter.fullRange(frame));
        }
        return new Luma(converter.gray(frame, shown), false);
    }

    private DecodedPicture open() {
        if (closed) {
            throw new IllegalStateException("the picture is closed");
        }
        if (!ready) {
            // Not before somebody looks: after a restart many pictures are decoded only for the sake of later ones.
            frame = converter.ready(frame);
            ready = true;
        }
        return this;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (luma != null && lumaIsView) {
            luma.pixels().close();
        } else if (luma != null) {
            converter.giveBack(luma.pixels());
        }
        if (rgb != null) {
            converter.giveBack(rgb);
        }
        if (coded != null && coded.mapping() != null) {
            converter.giveBack(coded.pixels());
        }
        av_frame_free(frame);
    }
}
