package dev.telltale.vision.media;

import dev.telltale.vision.colour.ColourTags;

import org.bytedeco.ffmpeg.avutil.AVFrame;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;

/** What the numbers of a frame mean: what the codec says, else what the container says, else what is usual for the size. */
final class FrameColours {
    private static final int HD_LINES = 720;
    /** Wide films are coded without their black bars: 1280 x 544 is high definition too. */
    private static final int HD_COLUMNS = 1280;

    private FrameColours() {}

    static ColourTags of(AVFrame frame, ColourTags container) {
        int range = PixelFormats.fullRange(frame.format()) ? ColourTags.FULL : frame.color_range();
        return new ColourTags(frame.color_primaries(), frame.color_trc(), frame.colorspace(), range).or(container);
    }

    /** Returns swscale's name of the matrix. */
    static int matrix(ColourTags colours, AVFrame frame) {
        int matrix = colours.matrix();
        if (matrix == AVCOL_SPC_UNSPECIFIED) {
            return unsaid(colours, frame);
        }
        if (matrix == AVCOL_SPC_BT709) {
            return SWS_CS_ITU709;
        }
        if (matrix == AVCOL_SPC_BT2020_NCL || matrix == AVCOL_SPC_BT2020_CL) {
            return SWS_CS_BT2020;
        }
        return matrix == AVCOL_SPC_SMPTE240M ? SWS_CS_SMPTE240M : SWS_CS_ITU601;
    }

    private static int unsaid(ColourTags colours, AVFrame frame) {
        if (colours.primaries() == AVCOL_PRI_BT2020) {
            return SWS_CS_BT2020;
        }
        return frame.height() >= HD_LINES || frame.width() >= HD_COLUMNS ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }
}
