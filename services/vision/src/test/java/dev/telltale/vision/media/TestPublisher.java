package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

/** Pushes a file by RTSP with FFmpeg's own muxer, as a camera or an encoder would. */
public final class TestPublisher implements Runnable {
    private final Path file;
    private final String url;
    private final double speed;
    private volatile boolean stopped;
    private final AtomicLong sent = new AtomicLong();

    /** A publisher that sends at a multiple of the file's own speed. */
    public TestPublisher(Path file, String url, double speed) {
        this.file = file;
        this.url = url;
        this.speed = speed;
    }

    /** Packets sent so far. */
    public long sent() {
        return sent.get();
    }

    /** Hangs up in the middle. */
    public void stop() {
        stopped = true;
    }

    /** Publishes the whole file; throws where the server refuses. */
    @Override
    public void run() {
        AVFormatContext input = new AVFormatContext(null);
        TestMuxer.check("open " + file, avformat_open_input(input, file.toString(), null, (AVDictionary) null));
        PointerPointer<?> none = null;
        TestMuxer.check("read " + file, avformat_find_stream_info(input, none));
        AVCodec any = null;
        AVStream stream = input.streams(av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, any, 0));
        AVPacket packet = av_packet_alloc();
        try (TestMuxer muxer = TestMuxer.publish(url, stream.codecpar(), stream)) {
            TimeBase timeBase = new TimeBase(stream.time_base().num(), stream.time_base().den());
            long start = System.nanoTime();
            long firstDts = Long.MIN_VALUE;
            while (!stopped && av_read_frame(input, packet) >= 0) {
                if (packet.stream_index() != stream.index()) {
                    av_packet_unref(packet);
                    continue;
                }
                firstDts = firstDts == Long.MIN_VALUE ? packet.dts() : firstDts;
                waitUntil(start + (long) (timeBase.toMicros(packet.dts() - firstDts) * 1000 / speed));
                av_packet_rescale_ts(packet, stream.time_base(), muxer.stream().time_base());
                packet.stream_index(0);
                TestMuxer.check("send a packet", av_interleaved_write_frame(muxer.context(), packet));
                sent.incrementAndGet();
            }
        } finally {
            av_packet_free(packet);
            avformat_close_input(input);
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
        }
    }
}
