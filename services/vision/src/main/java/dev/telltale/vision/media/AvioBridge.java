package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

/**
 * Lets FFmpeg read {@link InputBytes}. JavaCPP gives out only ten native entry points for a type of callback, so all bridges
 * share one of each and are told apart by the address of a token that FFmpeg hands back.
 */
final class AvioBridge implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SEEK_WHENCE_MASK = 0xffff;
    private static final Map<Long, AvioBridge> OPEN = new ConcurrentHashMap<>();
    private static final ReadCallback READ = new ReadCallback();
    private static final SeekCallback SEEK = new SeekCallback();

    private final InputBytes bytes;
    private final long maxBytes;
    private final InterruptDeadline deadline;
    private final BytePointer token = new BytePointer(1);
    private final DeadlineCallback interrupts;
    private final AVIOContext context;
    private long taken;
    private long position;
    /** Set for good: what FFmpeg still had in its buffers comes out behind it, and is no progress of the source. */
    private boolean cut;
    private @Nullable Throwable failure;

    /** A bridge for bytes that follow each other. */
    static AvioBridge ofBytes(InputBytes bytes, long maxBytes, InterruptDeadline deadline) {
        return new AvioBridge(bytes, maxBytes, deadline, BUFFER_BYTES);
    }

    /** A bridge for packets, one for each read; there is always room for the largest. */
    static AvioBridge ofPackets(InputBytes packets, long maxBytes, InterruptDeadline deadline) {
        AvioBridge bridge = new AvioBridge(packets, maxBytes, deadline, 2 * BUFFER_BYTES);
        bridge.context.max_packet_size(BUFFER_BYTES);
        // FFmpeg's RTP reader writes receiver reports into what it reads from; on a buffered context that has no writer its
        // avio_write never ends. A direct one drops them (RtspEndToEndTest sends more than the 280 kB that lead to a report).
        bridge.context.direct(1);
        return bridge;
    }

    private AvioBridge(InputBytes bytes, long maxBytes, InterruptDeadline deadline, int bufferBytes) {
        this.bytes = bytes;
        this.maxBytes = maxBytes;
        this.deadline = deadline;
        this.interrupts = new DeadlineCallback(deadline::expired);
        BytePointer buffer = new BytePointer(av_malloc(bufferBytes)).capacity(bufferBytes);
        OPEN.put(token.address(), this);
        Write_packet_Pointer_BytePointer_int readOnly = null;
        this.context = avio_alloc_context(buffer, bufferBytes, 0, token, READ, readOnly,
                bytes.size() >= 0 ? SEEK : null);
    }

    AVIOContext context() {
        return context;
    }

    /** Makes FFmpeg ask the deadline wherever it waits or loops. */
    void interrupts(AVIOInterruptCB callback) {
        interrupts.install(callback);
    }

    /** Whether the limit on bytes has been hit. */
    boolean exhausted() {
        return taken > maxBytes;
    }

    /** Whether a read was ended by the deadline. */
    boolean cut() {
        return cut;
    }

    /** What went wrong on our side of a read, if anything. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** After the format context has been closed: frees FFmpeg's buffer, which it may have replaced by another one, then the rest. */
    @Override
    public void close() {
        OPEN.remove(token.address());
        av_free(context.buffer());
        avio_context_free(context);
        token.close();
        interrupts.close();
        deadline.watch().leave();
        try {
            bytes.close();
        } catch (IOException e) {
            failure = e;
        } finally {
            deadline.watch().enter();
        }
    }

    /** Number of inputs that are open in this process: a leak shows here. */
    static int openCount() {
        return OPEN.size();
    }

    private int read(BytePointer into, int size) {
        cut |= deadline.expired();
        if (cut || taken > maxBytes) {
            return AVERROR_EXIT();
        }
        deadline.watch().leave();
        try {
            int count = bytes.read(into.capacity(size).asByteBuffer());
            if (count < 0) {
                return AVERROR_EOF();
            }
            taken += count;
            position += count;
            return count;
        } catch (IOException e) {
            failure = e;
            cut |= deadline.expired();
            return cut ? AVERROR_EXIT() : AVERROR_EIO();
        } finally {
            deadline.watch().enter();
        }
    }

    private long seek(long offset, int whence) {
        long size = bytes.size();
        if ((whence & AVSEEK_SIZE) != 0) {
            return size;
        }
        long target = switch (whence & SEEK_WHENCE_MASK) {
            case 0 -> offset;
            case 1 -> position + offset;
            case 2 -> size + offset;
            default -> -1;
        };
        // Beyond the end a file would let itself be positioned, and a truncated MP4 would pass for a short one.
        if (target < 0 || target > size) {
            return AVERROR_EIO();
        }
        try {
            bytes.position(target);
            position = target;
            return target;
        } catch (IOException e) {
            failure = e;
            return AVERROR_EIO();
        }
    }

    private static final class ReadCallback extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            AvioBridge bridge = OPEN.get(opaque.address());
            return bridge == null ? AVERROR_EXIT() : bridge.read(buffer, size);
        }
    }

    private static final class SeekCallback extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            AvioBridge bridge = OPEN.get(opaque.address());
            return bridge == null ? AVERROR_EXIT() : bridge.seek(offset, whence);
        }
    }
}
