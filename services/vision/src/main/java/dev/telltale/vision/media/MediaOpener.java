package dev.telltale.vision.media;

import dev.telltale.vision.media.MediaInputException.Fault;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;

/** Opens FFmpeg's format context with all guards, and closes it again wherever that fails half-way. */
final class MediaOpener {
    private MediaOpener() {}

    /** What an open input consists of. */
    record Opened(AVFormatContext context, AVStream stream, AvioBridge bridge) {}

    static Opened container(InputBytes bytes, InputLimits limits, InterruptDeadline deadline)
            throws MediaInputException {
        byte[] head = head(bytes, limits);
        return new Attempt(bytes.name(), head, new StreamChoice.Best(), limits, deadline).watched(bytes, null,
                OpenOptions.CONTAINERS);
    }

    static Opened transport(InputBytes bytes, StreamChoice choice, InputLimits limits, InterruptDeadline deadline)
            throws MediaInputException {
        return new Attempt(bytes.name(), new byte[0], choice, limits, deadline).watched(bytes, null,
                OpenOptions.TRANSPORT);
    }

    static Opened rtp(String description, InputBytes packets, InputLimits limits, InterruptDeadline deadline)
            throws MediaInputException {
        byte[] sdp = description.getBytes(StandardCharsets.UTF_8);
        return new Attempt(packets.name(), sdp, new StreamChoice.Best(), limits, deadline).watched(
                new MemoryBytes(packets.name(), sdp), packets,
                OpenOptions.RTP);
    }

    static MediaInputException interrupted(String name, InterruptDeadline deadline) {
        return deadline.cancelled()
                ? new MediaInputException(Fault.CANCELLED, name, "stopped on request")
                : new MediaInputException(Fault.STALLED, name,
                        "gave no packet for " + deadline.limit().toSeconds() + " s");
    }

    static void checkPixels(String name, int width, int height, InputLimits limits) throws MediaInputException {
        if ((long) width * height > limits.maxPixels()) {
            throw new MediaInputException(Fault.TOO_LARGE, name,
                    "has pictures of " + width + " x " + height + ", at most " + limits.maxPixels()
                            + " pixels are taken");
        }
    }

    /** The one close order: the context may still read while it closes, so the bridge goes last. */
    static void close(AVFormatContext context, AvioBridge bridge) {
        avformat_close_input(context);
        bridge.close();
    }

    private static byte[] head(InputBytes bytes, InputLimits limits) throws MediaInputException {
        try {
            if (bytes.size() > limits.maxBytes()) {
                throw new MediaInputException(Fault.TOO_LARGE, bytes.name(),
                        "is larger than " + limits.maxBytes() + " bytes");
            }
            byte[] found = bytes.size() < 0 ? bytes.head(Disguise.HEAD_BYTES) : start(bytes);
            // An input that cannot tell its size may not be able to tell its beginning either.
            Optional<MediaInputException> refused = bytes.size() < 0 && found.length == 0
                    ? Optional.empty()
                    : Disguise.unmask(bytes.name(), found);
            if (refused.isPresent()) {
                throw refused.get();
            }
            return found;
        } catch (IOException e) {
            closeQuietly(bytes, e);
            throw new MediaInputException(Fault.BROKEN, bytes.name(), "cannot be read (" + e.getMessage() + ")", e);
        } catch (MediaInputException e) {
            closeQuietly(bytes, e);
            throw e;
        }
    }

    private static byte[] start(InputBytes bytes) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(Disguise.HEAD_BYTES);
        while (head.hasRemaining() && bytes.read(head) >= 0) {
            // A file may be shorter than what is looked at.
        }
        bytes.position(0);
        return Arrays.copyOf(head.array(), head.position());
    }

    private static void closeQuietly(InputBytes bytes, Exception because) {
        try {
            bytes.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** One attempt to open one input. */
    private static final class Attempt {
        private final String name;
        private final byte[] head;
        private final StreamChoice choice;
        private final InputLimits limits;
        private final InterruptDeadline deadline;

        Attempt(String name, byte[] head, StreamChoice choice, InputLimits limits, InterruptDeadline deadline) {
            this.name = name;
            this.head = head;
            this.choice = choice;
            this.limits = limits;
            this.deadline = deadline;
        }

        Opened watched(InputBytes first, @Nullable InputBytes then, OpenOptions options) throws MediaInputException {
            FfmpegRuntime.load();
            deadline.watch().enter();
            try {
                return open(first, then, options);
            } finally {
                deadline.watch().leave();
            }
        }

        private Opened open(InputBytes first, @Nullable InputBytes then, OpenOptions options)
                throws MediaInputException {
            AvioBridge bridge = AvioBridge.ofBytes(first, limits.maxBytes(), deadline);
            AVFormatContext context = avformat_alloc_context();
            try {
                context.pb(bridge.context());
                context.flags(context.flags() | AVFMT_FLAG_CUSTOM_IO);
                bridge.interrupts(context.interrupt_callback());
                openHeader(context, options);
                if (then != null) {
                    AvioBridge header = bridge;
                    bridge = AvioBridge.ofPackets(then, limits.maxBytes(), deadline);
                    context.pb(bridge.context());
                    bridge.interrupts(context.interrupt_callback());
                    header.close();
                }
                checkStreams(context);
                choice.restrict(context);
                options.findStreamInfo(context, limits, found -> check(found, "its streams cannot be read"));
                checkStreams(context);
                return new Opened(context, choose(context), bridge);
            } catch (MediaInputException | RuntimeException e) {
                Throwable failure = bridge.failure();
                close(context, bridge);
                if (then != null) {
                    closeQuietly(then, e);
                }
                if (failure != null && !deadline.expired()) {
                    // What FFmpeg made of the missing bytes would say less.
                    throw new MediaInputException(Fault.BROKEN, name, "broke off (" + failure.getMessage() + ")",
                            failure);
                }
                throw e;
            }
        }

        private void openHeader(AVFormatContext context, OpenOptions options) throws MediaInputException {
            int result = options.open(context, limits);
            if (result < 0) {
                throw deadline.expired() ? interrupted(name, deadline) : Disguise.explain(name, head, result);
            }
        }

        private void check(int result, String what) throws MediaInputException {
            if (result < 0) {
                throw deadline.expired()
                        ? interrupted(name, deadline)
                        : new MediaInputException(Fault.BROKEN, name,
                                what + " (" + FfmpegRuntime.describe(result) + ")");
            }
        }

        /** Once before any codec looks at a packet, with what the container says of itself, and once more after that. */
        private void checkStreams(AVFormatContext context) throws MediaInputException {
            if (context.nb_streams() > limits.maxStreams()) {
                throw new MediaInputException(Fault.TOO_LARGE, name,
                        "has " + context.nb_streams() + " streams, at most " + limits.maxStreams() + " are taken");
            }
            if (context.duration() > 0 && context.duration() / 1_000_000 > limits.maxDuration().toSeconds()) {
                throw new MediaInputException(Fault.TOO_LARGE, name, "is longer than " + limits.maxDuration());
            }
            for (int i = 0; i < context.nb_streams(); i++) {
                AVCodecParameters parameters = context.streams(i).codecpar();
                checkPixels(name, parameters.width(), parameters.height(), limits);
            }
        }

        private AVStream choose(AVFormatContext context) throws MediaInputException {
            int best = choice.find(context).orElse(-1);
            if (best < 0) {
                String instead = choice.missing(context);
                throw deadline.expired()
                        ? interrupted(name, deadline)
                        : new MediaInputException(Fault.NO_VIDEO, name,
                                !instead.isEmpty()
                                        ? instead
                                        : "has no video stream" + (context.nb_streams() > 0
                                                ? " (audio or data only)"
                                                : ""));
            }
            AVStream stream = context.streams(best);
            AVCodecParameters parameters = stream.codecpar();
            checkPixels(name, parameters.width(), parameters.height(), limits);
            if (parameters.codec_id() == AV_CODEC_ID_NONE || parameters.width() <= 0 || parameters.height() <= 0) {
                throw deadline.expired()
                        ? interrupted(name, deadline)
                        : new MediaInputException(Fault.BROKEN, name,
                                "has a video stream whose codec or size cannot be found out");
            }
            for (int i = 0; i < context.nb_streams(); i++) {
                if (i != best) {
                    context.streams(i).discard(AVDISCARD_ALL);
                }
            }
            return stream;
        }
    }
}
