package dev.telltale.vision.media;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Map;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_read_partial;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

/**
 * An SRT connection. It is the one network protocol that FFmpeg's library speaks for us: its URL is made here of a checked number for an
 * address, and no other protocol is allowed to it. It lives in a process of its own: closing one of several would close all of them,
 * since the libsrt inside counts its users wrongly (SourcesEndToEndTest has two at a time).
 */
final class SrtConnection implements AutoCloseable {
    private static final String PROTOCOL = "srt";
    private static final int CHUNK = 1 << 16;

    private final AVIOContext context = new AVIOContext(null);
    private final DeadlineCallback interrupts = new DeadlineCallback(this::isStopped);
    private volatile boolean stopped;

    SrtConnection() {
        FfmpegRuntime.load();
    }

    /** Opens it; blocks until the other side is there, however long that takes where it is waited for. */
    void open(InetSocketAddress address, Map<String, String> options) throws IOException {
        AVDictionary dictionary = new AVDictionary(null);
        try (AVIOInterruptCB asks = new AVIOInterruptCB()) {
            interrupts.install(asks);
            options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
            av_dict_set(dictionary, "protocol_whitelist", PROTOCOL, 0);
            int result = avio_open2(context, url(address), AVIO_FLAG_READ, asks, dictionary);
            if (result < 0) {
                throw new IOException(FfmpegRuntime.describe(result));
            }
        } finally {
            av_dict_free(dictionary);
        }
    }

    /** Numbers alone: there is nothing to look up and nothing to read differently. */
    private static String url(InetSocketAddress address) {
        String number = address.getAddress().getHostAddress().split("%", 2)[0];
        return PROTOCOL + "://" + (address.getAddress() instanceof Inet6Address ? "[" + number + "]" : number) + ":"
                + address.getPort();
    }

    /** Hands everything on; the other side may leave without saying goodbye as well as with it: both are the end. */
    void transferTo(OutputStream out) throws IOException {
        byte[] bytes = new byte[CHUNK];
        try (BytePointer chunk = new BytePointer(CHUNK)) {
            int count = avio_read_partial(context, chunk, CHUNK);
            while (count > 0) {
                chunk.get(bytes, 0, count);
                out.write(bytes, 0, count);
                count = avio_read_partial(context, chunk, CHUNK);
            }
        }
    }

    /** Ends what blocks; from another thread. */
    void stop() {
        stopped = true;
    }

    private boolean isStopped() {
        return stopped;
    }

    /** Tells the other side, which would wait for seconds otherwise. */
    @Override
    public void close() {
        if (!context.isNull()) {
            avio_close(context);
        }
        interrupts.close();
    }
}
