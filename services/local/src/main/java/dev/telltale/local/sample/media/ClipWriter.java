package dev.telltale.local.sample.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

/** Writes pictures as an MP4 file: H.264 where FFmpeg was built with OpenH264, else MPEG-4 part 2. */
public final class ClipWriter implements AutoCloseable {
    private static final int BITS_PER_SECOND = 2_000_000;
    private static final int KEY_FRAME_EVERY = 50;
    private final int width;
    private final int height;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVCodecContext codec;
    private final AVStream stream;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final SwsContext converter;
    private long next;

    private ClipWriter(Path file, int width, int height, int framesPerSecond) {
        this.width = width;
        this.height = height;
        av_log_set_level(AV_LOG_ERROR);
        check("open", avformat_alloc_output_context2(format, null, "mp4", file.toString()));
        format.flags(format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        AVCodec encoder = encoder();
        codec = avcodec_alloc_context3(encoder);
        codec.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P).time_base(rate(1, framesPerSecond))
                .framerate(rate(framesPerSecond, 1)).bit_rate(BITS_PER_SECOND).gop_size(KEY_FRAME_EVERY).thread_count(1)
                .flags(AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER);
        check("start the encoder", avcodec_open2(codec, encoder, (AVDictionary) null));
        stream = avformat_new_stream(format, null);
        stream.time_base(codec.time_base());
        check("describe the stream", avcodec_parameters_from_context(stream.codecpar(), codec));
        AVIOContext output = new AVIOContext(null);
        check("create " + file, avio_open(output, file.toString(), AVIO_FLAG_WRITE));
        format.pb(output);
        check("write the header", avformat_write_header(format, (AVDictionary) null));
        frame.width(width).height(height).format(AV_PIX_FMT_YUV420P);
        check("make room for a frame", av_frame_get_buffer(frame, 0));
        converter = sws_getContext(width, height, AV_PIX_FMT_BGR24, width, height, AV_PIX_FMT_YUV420P,
                SWS_BICUBIC | SWS_BITEXACT | SWS_ACCURATE_RND, null, null, (DoublePointer) null);
    }

    /** Begins a file; sides even, in pixels. */
    public static ClipWriter open(Path file, int width, int height, int framesPerSecond) {
        return new ClipWriter(file, width, height, framesPerSecond);
    }

    /** Adds a picture: blue, green, red of each pixel, row by row. */
    public void write(byte[] bgr) {
        check("reuse the frame", av_frame_make_writable(frame));
        try (BytePointer pixels = new BytePointer(bgr);
                PointerPointer<BytePointer> planes = new PointerPointer<BytePointer>(1L).put(0, pixels);
                IntPointer strides = new IntPointer(new int[]{3 * width})) {
            sws_scale(converter, planes, strides, 0, height, frame.data(), frame.linesize());
        }
        frame.pts(next++);
        encode(frame);
    }

    /** Finishes the file. */
    @Override
    public void close() {
        try {
            encode(null);
            check("finish the file", av_write_trailer(format));
        } finally {
            avio_closep(format.pb());
            sws_freeContext(converter);
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(codec);
            avformat_free_context(format);
        }
    }

    private void encode(@Nullable AVFrame picture) {
        check("encode", avcodec_send_frame(codec, picture));
        while (avcodec_receive_packet(codec, packet) >= 0) {
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            check("write a packet", av_interleaved_write_frame(format, packet));
        }
    }

    private static AVCodec encoder() {
        AVCodec h264 = avcodec_find_encoder_by_name("libopenh264");
        return h264 != null ? h264 : avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    }

    private static AVRational rate(int num, int den) {
        return new AVRational().num(num).den(den);
    }

    private static void check(String step, int result) {
        if (result < 0) {
            throw new IllegalStateException("cannot " + step + ": FFmpeg error " + result);
        }
    }
}
