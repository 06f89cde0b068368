package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.file.Path;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

/**
 * A clip of moving bars at 25 frames a second, encoded by the FFmpeg of the jar: its command line needs libraries of sound
 * servers that a bare machine does not have. The container follows from the file's name.
 *
 * @param codec FFmpeg's name of the encoder
 * @param seconds length
 * @param bFrames most B-frames between two others
 * @param gop frames from one key frame to the next
 * @param rotation clockwise, degrees
 */
public record TestVideo(String codec, int width, int height, int seconds, int bFrames, int gop, int aspectNum,
        int aspectDen,
        int rotation, String muxerOptions) {
    private static final int RATE = 25;

    /** MPEG-4 part 2 with B-frames and one key frame in ten seconds. */
    public static TestVideo of(int seconds) {
        return new TestVideo("mpeg4", 320, 240, seconds, 2, 250, 1, 1, 0, "");
    }

    public TestVideo codec(String name) {
        return new TestVideo(name, width, height, seconds, name.matches("mjpeg|flv") ? 0 : bFrames, gop, aspectNum,
                aspectDen, rotation,
                muxerOptions);
    }

    public TestVideo size(int newWidth, int newHeight) {
        return new TestVideo(codec, newWidth, newHeight, seconds, bFrames, gop, aspectNum, aspectDen, rotation,
                muxerOptions);
    }

    public TestVideo gop(int frames) {
        return new TestVideo(codec, width, height, seconds, bFrames, frames, aspectNum, aspectDen, rotation,
                muxerOptions);
    }

    public TestVideo aspect(int num, int den) {
        return new TestVideo(codec, width, height, seconds, bFrames, gop, num, den, rotation, muxerOptions);
    }

    public TestVideo turned(int degrees) {
        return new TestVideo(codec, width, height, seconds, bFrames, gop, aspectNum, aspectDen, degrees, muxerOptions);
    }

    public TestVideo movflags(String flags) {
        return new TestVideo(codec, width, height, seconds, bFrames, gop, aspectNum, aspectDen, rotation, flags);
    }

    /** Encodes it into a file. */
    public Path write(Path file) {
        AVCodec encoder = avcodec_find_encoder_by_name(codec);
        AVCodecContext context = avcodec_alloc_context3(encoder);
        int pixels = codec.equals("mjpeg") ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
        context.width(width).height(height).pix_fmt(pixels).time_base(ratio(1, RATE)).framerate(ratio(RATE, 1))
                .bit_rate(400_000)
                .gop_size(gop).max_b_frames(bFrames).thread_count(1).sample_aspect_ratio(ratio(aspectNum, aspectDen));
        boolean headerApart = file.toString().matches(".*\\.(mp4|mov|mkv)");
        context.flags(headerApart ? AV_CODEC_FLAG_GLOBAL_HEADER : 0);
        TestMuxer.check("open encoder " + codec, avcodec_open2(context, encoder, (AVDictionary) null));
        AVFrame frame = av_frame_alloc();
        frame.width(width).height(height).format(pixels);
        TestMuxer.check("allocate a frame", av_frame_get_buffer(frame, 0));
        try (TestMuxer muxer = TestMuxer.create(file, context, rotation, muxerOptions)) {
            for (int i = 0; i < seconds * RATE; i++) {
                av_frame_make_writable(frame);
                paint(frame, i);
                frame.pts(i);
                encode(context, frame, muxer);
            }
            encode(context, null, muxer);
        } finally {
            av_frame_free(frame);
            avcodec_free_context(context);
        }
        return file;
    }

    private void paint(AVFrame frame, int index) {
        for (int plane = 0; plane < 3; plane++) {
            int rows = plane == 0 ? height : height / 2;
            int stride = frame.linesize(plane);
            ByteBuffer bytes = frame.data(plane).capacity((long) stride * rows).asByteBuffer();
            byte[] line = new byte[stride];
            for (int x = 0; x < stride; x++) {
                line[x] = (byte) (plane == 0 ? (x + 3 * index) * 2 : 128 + (x + index) % 32);
            }
            for (int y = 0; y < rows; y++) {
                bytes.put(y * stride, line);
            }
        }
    }

    static void encode(AVCodecContext context, @Nullable AVFrame frame, TestMuxer muxer) {
        AVPacket packet = av_packet_alloc();
        TestMuxer.check("encode", avcodec_send_frame(context, frame));
        while (avcodec_receive_packet(context, packet) >= 0) {
            packet.duration(1);
            av_packet_rescale_ts(packet, context.time_base(), muxer.stream().time_base());
            TestMuxer.check("write a packet", av_interleaved_write_frame(muxer.context(), packet));
        }
        av_packet_free(packet);
    }

    static AVRational ratio(int num, int den) {
        return new AVRational().num(num).den(den);
    }
}
