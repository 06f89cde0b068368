package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

/** What FFmpeg's descriptors say of a frame's pixels. */
final class PixelFormats {
    private static final long NO_PLAIN_LUMA = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_HWACCEL
            | AV_PIX_FMT_FLAG_BITSTREAM;

    private PixelFormats() {}

    /** True where the first plane is luma, one byte a pixel, and can be looked at as it is. */
    static boolean plainLuma(int format) {
        AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(format);
        if (descriptor == null || (descriptor.flags() & NO_PLAIN_LUMA) != 0) {
            return false;
        }
        AVComponentDescriptor luma = descriptor.comp(0);
        return luma.plane() == 0 && luma.depth() == 8 && luma.step() == 1 && luma.offset() == 0 && luma.shift() == 0;
    }

    /** True where samples have more than 8 bits. */
    static boolean deep(int format) {
        AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(format);
        return descriptor != null && descriptor.comp(0).depth() > 8;
    }

    /** True where the codec says that the lines of a frame were taken at two times. */
    static boolean interlaced(AVFrame frame) {
        return (frame.flags() & AV_FRAME_FLAG_INTERLACED) != 0;
    }

    /** True where the format itself says that black is 0 and white 255, as FFmpeg's old names for JPEG do. */
    static boolean fullRange(int format) {
        return format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P
                || format == AV_PIX_FMT_YUVJ440P
                || format == AV_PIX_FMT_YUVJ411P;
    }
}
