package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

import java.nio.file.Path;
import java.util.List;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

/**
 * A clip of given pictures at 25 frames a second, in any pixel format that the encoder takes.
 *
 * @param codec FFmpeg's name of the encoder; "ffv1" loses nothing but what the pixel format cannot hold
 * @param pixels FFmpeg's name of the pixel format
 * @param width coded
 * @param height coded
 * @param aspectNum of a sample
 * @param aspectDen of a sample
 * @param rotation clockwise, written beside the pictures, degrees
 */
public record TestPictures(String codec, String pixels, int width, int height, int aspectNum, int aspectDen,
        int rotation) {
    private static final int RATE = 25;

    /** Lossless, square samples, upright. */
    public static TestPictures of(String pixels, int width, int height) {
        return new TestPictures("ffv1", pixels, width, height, 1, 1, 0);
    }

    public TestPictures codec(String name) {
        return new TestPictures(name, pixels, width, height, aspectNum, aspectDen, rotation);
    }

    public TestPictures aspect(int num, int den) {
        return new TestPictures(codec, pixels, width, height, num, den, rotation);
    }

    public TestPictures turned(int degrees) {
        return new TestPictures(codec, pixels, width, height, aspectNum, aspectDen, degrees);
    }

    /** Encodes pictures of width x height x 3 bytes R, G, B, as coded, into a file. */
    public Path write(Path file, List<byte[]> rgb) {
        AVCodec encoder = avcodec_find_encoder_by_name(codec);
        AVCodecContext context = avcodec_alloc_context3(encoder);
        int format = av_get_pix_fmt(pixels);
        context.width(width).height(height).pix_fmt(format).time_base(TestVideo.ratio(1, RATE))
                .framerate(TestVideo.ratio(RATE, 1)).bit_rate(4_000_000).gop_size(12).thread_count(1)
                .sample_aspect_ratio(TestVideo.ratio(aspectNum, aspectDen)).flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        // FFV1 would cut a tiny picture into more slices than it has rows.
        context.slices(Math.min(width, height) < 64 ? 1 : 0);
        TestMuxer.check("open encoder " + codec, avcodec_open2(context, encoder, (AVDictionary) null));
        SwsContext convert = sws_getContext(width, height, AV_PIX_FMT_RGB24, width, height, format,
                SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, null, null, (DoublePointer) null);
        AVFrame frame = av_frame_alloc();
        try (TestMuxer muxer = TestMuxer.create(file, context, rotation, "")) {
            for (int i = 0; i < rgb.size(); i++) {
                fill(frame, format, convert, rgb.get(i));
                frame.pts(i);
                TestVideo.encode(context, frame, muxer);
            }
            TestVideo.encode(context, null, muxer);
        } finally {
            av_frame_free(frame);
            avcodec_free_context(context);
            sws_freeContext(convert);
        }
        return file;
    }

    private void fill(AVFrame frame, int format, SwsContext convert, byte[] rgb) {
        av_frame_unref(frame);
        frame.width(width).height(height).format(format);
        TestMuxer.check("allocate a frame", av_frame_get_buffer(frame, 0));
        // swscale's vector code reads a little beyond the last pixel.
        try (BytePointer source = new BytePointer(rgb.length + 64L);
                PointerPointer<?> planes = new PointerPointer<>(4);
                IntPointer strides = new IntPointer(4L)) {
            source.put(rgb, 0, rgb.length);
            planes.zero();
            strides.zero();
            planes.put(0, source);
            strides.put(0, 3 * width);
            sws_scale(convert, planes, strides, 0, height, frame.data(), frame.linesize());
        }
    }
}
