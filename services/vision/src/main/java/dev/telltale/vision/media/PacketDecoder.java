package dev.telltale.vision.media;

import dev.telltale.vision.MediaTime;
import dev.telltale.vision.Picture;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

import java.util.function.Consumer;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.sws_isSupportedInput;

/**
 * Packets in, pictures out, in the order in which they are shown. Starts at the first key frame. What the decoder calls
 * broken or flags as corrupt is counted and not handed out, whatever its return code says.
 *
 * <p>Pictures belong to who gets them and must be closed before the decoder is. Not thread-safe.
 */
public final class PacketDecoder implements AutoCloseable {
    private final CodedVideo video;
    private final long originPts;
    private final DecoderLimits limits;
    private final PixelConverter converter;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private boolean awaitsKey = true;
    private long lastPts = Long.MIN_VALUE;
    private long second = Long.MIN_VALUE;
    private int framesInSecond;
    private long frames;
    private long errors;
    private long late;
    private long beforeKey;
    private long overLimit;
    private boolean closed;

    /**
     * Opens a decoder.
     *
     * @param originPts presentation time that counts as {@link MediaTime#ZERO}, units of the time base
     * @throws UndecodableException where FFmpeg has no decoder for the codec or refuses its headers
     */
    public PacketDecoder(CodedVideo video, long originPts, DecoderLimits limits) {
        this.video = video;
        this.converter = new PixelConverter(video.colours());
        this.originPts = originPts;
        this.limits = limits;
        try {
            this.context = CodecContexts.open(video, limits);
        } catch (UndecodableException e) {
            free();
            throw e;
        }
    }

    /** Feeds one packet; {@code sink} takes over the pictures that come out, possibly none, possibly several. */
    public void decode(MediaPacket encoded, Consumer<? super Picture> sink) {
        if (awaitsKey && !encoded.key()) {
            beforeKey++;
            return;
        }
        awaitsKey = false;
        if (!fill(encoded)) {
            errors++;
            return;
        }
        int sent = avcodec_send_packet(context, packet);
        if (sent == AVERROR_EAGAIN()) {
            receive(sink);
            sent = avcodec_send_packet(context, packet);
        }
        av_packet_unref(packet);
        if (sent < 0) {
            errors++;
        }
        receive(sink);
    }

    /** Hands out what is left at the end of the stream; afterwards the decoder starts anew at a key frame. */
    public void drain(Consumer<? super Picture> sink) {
        if (!awaitsKey) {
            avcodec_send_packet(context, null);
            receive(sink);
        }
        reset();
    }

    /** Forgets everything under way; decoding starts anew at the next key frame. */
    public void reset() {
        avcodec_flush_buffers(context);
        awaitsKey = true;
        lastPts = Long.MIN_VALUE;
        second = Long.MIN_VALUE;
    }

    /** What has happened so far. */
    public DecodeCounts counts() {
        return new DecodeCounts(frames, errors, late, beforeKey, overLimit);
    }

    private boolean fill(MediaPacket encoded) {
        int size = encoded.data().remaining();
        if (size == 0 || av_new_packet(packet, size) < 0) {
            return false;
        }
        try (BytePointer room = packet.data()) {
            room.capacity(size).asByteBuffer().put(encoded.data().duplicate());
        }
        packet.pts(encoded.pts()).dts(encoded.dts()).duration(encoded.duration());
        packet.flags(encoded.key() ? AV_PKT_FLAG_KEY : 0);
        return true;
    }

    private void receive(Consumer<? super Picture> sink) {
        while (true) {
            int got = avcodec_receive_frame(context, frame);
            if (got == AVERROR_EAGAIN() || got == AVERROR_EOF()) {
                return;
            }
            if (got < 0) {
                // Some decoders report one broken picture and go on, others repeat themselves: ask again with the next packet.
                errors++;
                return;
            }
            hand(sink);
        }
    }

    private void hand(Consumer<? super Picture> sink) {
        long pts = frame.pts() == AV_NOPTS_VALUE ? frame.best_effort_timestamp() : frame.pts();
        Shown shown = Shown.of(frame, video);
        if (broken(pts, shown)) {
            errors++;
        } else if (pts <= lastPts) {
            late++;
        } else if (tooMany(pts)) {
            overLimit++;
        } else {
            lastPts = pts;
            frames++;
            if (Shown.isField(frame, video)) {
                frame.flags(frame.flags() & ~AV_FRAME_FLAG_INTERLACED);
            }
            AVFrame own = av_frame_alloc();
            av_frame_move_ref(own, frame);
            sink.accept(new DecodedPicture(own, shown, converter, time(pts)));
            return;
        }
        av_frame_unref(frame);
    }

    private boolean broken(long pts, Shown shown) {
        return pts == AV_NOPTS_VALUE || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0
                || frame.decode_error_flags() != 0 || shown.pixels() > limits.maxPixels()
                || sws_isSupportedInput(frame.format()) == 0;
    }

    private MediaTime time(long pts) {
        return new MediaTime(video.timeBase().toMicros(pts - originPts));
    }

    private boolean tooMany(long pts) {
        long now = Math.floorDiv(time(pts).micros(), 1_000_000L);
        if (now != second) {
            second = now;
            framesInSecond = 0;
        }
        return ++framesInSecond > limits.maxFramesPerSecond();
    }

    /** Frees the native memory: packet, frame, codec, converter. Close the pictures first. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec_free_context(context);
            free();
        }
    }

    private void free() {
        av_packet_free(packet);
        av_frame_free(frame);
        converter.close();
    }
}
