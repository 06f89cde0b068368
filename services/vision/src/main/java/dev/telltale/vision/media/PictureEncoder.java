package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_image_fill_arrays;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_buffer_size;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_isSupportedInput;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

/**
 * Pictures of a device become H.264, once and so well that what detectors look for survives: OpenH264, the one encoder of H.264 in an
 * LGPL build (BSD licence), with a bound on quantisation instead of one on bits.
 */
final class PictureEncoder implements AutoCloseable {
    private static final String ENCODER = "libopenh264";
    private static final double BITS_A_PIXEL = 0.5;
    private static final int LEAST_BITS = 500_000;
    private static final int COARSEST = 16;
    private static final int FINEST = 10;
    private static final int KEY_SECONDS = 2;

    private final CodedVideo video;
    private final int pixels;
    private final int rawBytes;
    private final AVCodecContext context;
    private final SwsContext scaler;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket encoded = av_packet_alloc();
    private final PointerPointer<?> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4L);

    private PictureEncoder(CodedVideo raw, int pixels, AVCodecContext context) {
        this.pixels = pixels;
        this.context = context;
        this.rawBytes = av_image_get_buffer_size(pixels, raw.width(), raw.height(), 1);
        this.video = new CodedVideo("h264", ByteBuffer.allocate(0), raw.timeBase(), raw.width(), raw.height(),
                raw.rotation(), raw.sampleAspect(), raw.colours(), 0, 0, raw.frameDuration());
        DoublePointer none = null;
        this.scaler = sws_getContext(raw.width(), raw.height(), pixels, raw.width(), raw.height(), AV_PIX_FMT_YUV420P,
                SWS_BILINEAR | SWS_ACCURATE_RND, null, null, none);
        frame.format(AV_PIX_FMT_YUV420P).width(raw.width()).height(raw.height());
        av_frame_get_buffer(frame, 0);
    }

    /**
     * Opens the encoder; empty where it does not take pictures of this size or format.
     *
     * @param raw the stream of pictures
     * @param pixels FFmpeg's number of their pixel format
     */
    static Optional<PictureEncoder> open(CodedVideo raw, int pixels) {
        AVCodec codec = avcodec_find_encoder_by_name(ENCODER);
        boolean known = pixels >= 0 && sws_isSupportedInput(pixels) != 0;
        if (codec == null || !known || raw.width() % 2 != 0 || raw.height() % 2 != 0) {
            return Optional.empty();
        }
        TimeBase base = raw.timeBase();
        double rate = (double) base.den() / base.num() / raw.frameDuration();
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(raw.width()).height(raw.height()).pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base().num(base.num()).den(base.den());
        context.framerate().num((int) Math.max(1, Math.round(rate * 1000))).den(1000);
        context.gop_size((int) Math.max(1, Math.round(rate * KEY_SECONDS))).max_b_frames(0);
        context.bit_rate(Math.max(LEAST_BITS, Math.round(BITS_A_PIXEL * raw.width() * raw.height() * rate)));
        context.qmin(FINEST).qmax(COARSEST).thread_count(1);
        if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            avcodec_free_context(context);
            return Optional.empty();
        }
        return Optional.of(new PictureEncoder(raw, pixels, context));
    }

    /** What comes out. */
    CodedVideo video() {
        return video;
    }

    /** Takes a picture; returns what has been encoded by now. A picture that is not whole, as after a lost transfer, is left out. */
    List<MediaPacket> encode(AVPacket raw) {
        if (raw.size() < rawBytes) {
            return List.of();
        }
        av_frame_make_writable(frame);
        av_image_fill_arrays(planes, strides, raw.data(), pixels, video.width(), video.height(), 1);
        sws_scale(scaler, planes, strides, 0, video.height(), frame.data(), frame.linesize());
        frame.pts(raw.pts());
        return send(frame);
    }

    /** What is left. */
    List<MediaPacket> finish() {
        return send(null);
    }

    private List<MediaPacket> send(@Nullable AVFrame picture) {
        int sent = avcodec_send_frame(context, picture);
        if (sent < 0) {
            throw new UndecodableException("cannot be encoded: " + FfmpegRuntime.describe(sent));
        }
        List<MediaPacket> packets = new ArrayList<>();
        while (avcodec_receive_packet(context, encoded) >= 0) {
            long dts = encoded.dts() == AV_NOPTS_VALUE ? encoded.pts() : encoded.dts();
            packets.add(new MediaPacket(encoded.pts(), dts, Math.max(0, encoded.duration()),
                    (encoded.flags() & AV_PKT_FLAG_KEY) != 0, VideoProbe.bytes(encoded.data(), encoded.size())));
            av_packet_unref(encoded);
        }
        return packets;
    }

    @Override
    public void close() {
        av_packet_free(encoded);
        av_frame_free(frame);
        sws_freeContext(scaler);
        avcodec_free_context(context);
        planes.close();
        strides.close();
    }
}
