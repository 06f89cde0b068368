package dev.telltale.vision.media;

import dev.telltale.vision.media.MediaInputException.Fault;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

/**
 * An open input, whose best video stream is read packet by packet. Every guard is set where it is opened: lists of formats,
 * protocols and codecs, sizes, a deadline on progress. FFmpeg opens nothing by itself; the bytes come from {@link InputBytes}.
 *
 * <p>Native memory is one scope, closed in this order: packet, format context, byte bridge, the bytes themselves.
 */
public final class MediaInput implements PacketSource {
    private final String name;
    private final InputLimits limits;
    private final InterruptDeadline deadline;
    private final AVFormatContext context;
    private final AVStream stream;
    private final AvioBridge bridge;
    private final AVPacket packet = av_packet_alloc();
    private final ParameterWatch parameters;
    private final PlausibleTimes times;
    private CodedVideo video;
    private long firstTime = MediaPacket.NO_TIME;
    private boolean cutShort;
    private boolean closed;

    private MediaInput(String name, MediaOpener.Opened opened, InputLimits limits, InterruptDeadline deadline) {
        this.name = name;
        this.limits = limits;
        this.deadline = deadline;
        this.context = opened.context();
        this.stream = opened.stream();
        this.bridge = opened.bridge();
        this.video = VideoProbe.describe(context, stream);
        this.parameters = new ParameterWatch(stream);
        this.times = new PlausibleTimes(video.timeBase());
    }

    /**
     * Opens a container.
     *
     * @param bytes what to read; closed with the input, and also where opening fails
     * @throws MediaInputException where it is not video, broken, too large, or gives no packet in time
     */
    public static MediaInput open(InputBytes bytes, InputLimits limits, InterruptDeadline deadline)
            throws MediaInputException {
        return new MediaInput(bytes.name(), MediaOpener.container(bytes, limits, deadline), limits, deadline);
    }

    /**
     * Opens an MPEG transport stream.
     *
     * @param bytes what to read; closed with the input, and also where opening fails
     * @param choice which of its videos
     * @throws MediaInputException where it is none, has not what is wanted, or gives no packet in time
     */
    public static MediaInput openTransport(InputBytes bytes, StreamChoice choice, InputLimits limits,
            InterruptDeadline deadline)
            throws MediaInputException {
        return new MediaInput(bytes.name(), MediaOpener.transport(bytes, choice, limits, deadline), limits, deadline);
    }

    /**
     * Opens a session of RTP packets that somebody else has negotiated.
     *
     * @param description the session's SDP
     * @param packets gives one RTP or RTCP packet for each read; closed with the input, and also where opening fails
     * @throws MediaInputException where the description is refused or no packet comes in time
     */
    public static MediaInput openRtp(String description, InputBytes packets, InputLimits limits,
            InterruptDeadline deadline)
            throws MediaInputException {
        return new MediaInput(packets.name(), MediaOpener.rtp(description, packets, limits, deadline), limits,
                deadline);
    }

    @Override
    public CodedVideo video() {
        return video;
    }

    @Override
    public Optional<Duration> duration() {
        long own = times.time(stream.duration());
        long micros = own == MediaPacket.NO_TIME
                ? new PlausibleTimes(TimeBase.MICROSECONDS).time(context.duration())
                : video.timeBase().toMicros(own);
        return micros == MediaPacket.NO_TIME || micros <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(micros * 1000));
    }

    @Override
    public @Nullable MediaPacket read() throws MediaInputException {
        while (true) {
            int result = next();
            if (result < 0) {
                return atEnd(result);
            }
            try {
                if (packet.stream_index() == stream.index() && packet.size() > 0) {
                    return take();
                }
            } finally {
                av_packet_unref(packet);
            }
            if (deadline.expired()) {
                throw MediaOpener.interrupted(name, deadline);
            }
        }
    }

    private int next() {
        deadline.watch().enter();
        try {
            return av_read_frame(context, packet);
        } finally {
            deadline.watch().leave();
        }
    }

    private MediaPacket take() throws MediaInputException {
        if (packet.size() > limits.maxPacketBytes()) {
            throw new MediaInputException(Fault.TOO_LARGE, name,
                    "has a packet of " + packet.size() + " bytes, at most " + limits.maxPacketBytes() + " are taken");
        }
        video = parameters.update(video, packet);
        MediaOpener.checkPixels(name, video.width(), video.height(), limits);
        MediaPacket taken = new MediaPacket(times.time(packet.pts()), times.time(packet.dts()),
                times.length(packet.duration()),
                (packet.flags() & AV_PKT_FLAG_KEY) != 0, VideoProbe.bytes(packet.data(), packet.size()));
        checkDuration(taken);
        cutShort = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
        deadline.progress();
        return taken;
    }

    private void checkDuration(MediaPacket taken) throws MediaInputException {
        long time = taken.dts() == MediaPacket.NO_TIME ? taken.pts() : taken.dts();
        if (time == MediaPacket.NO_TIME) {
            return;
        }
        if (firstTime == MediaPacket.NO_TIME) {
            firstTime = time;
        }
        if (video.timeBase().toMicros(time - firstTime) / 1_000_000 > limits.maxDuration().toSeconds()) {
            throw new MediaInputException(Fault.TOO_LARGE, name, "is longer than " + limits.maxDuration());
        }
    }

    private @Nullable MediaPacket atEnd(int result) throws MediaInputException {
        if (bridge.exhausted()) {
            throw new MediaInputException(Fault.TOO_LARGE, name, "is larger than " + limits.maxBytes() + " bytes");
        }
        if (bridge.cut() || deadline.expired()) {
            throw MediaOpener.interrupted(name, deadline);
        }
        Throwable failure = bridge.failure();
        if (failure != null) {
            throw new MediaInputException(Fault.BROKEN, name, "broke off (" + failure.getMessage() + ")", failure);
        }
        if (result == AVERROR_EOF() && cutShort) {
            throw new MediaInputException(Fault.TRUNCATED, name, "ends in the middle of a picture: truncated");
        }
        if (result == AVERROR_EOF()) {
            return null;
        }
        throw new MediaInputException(Fault.BROKEN, name,
                "cannot be read on: damaged or truncated here (" + FfmpegRuntime.describe(result) + ")");
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        av_packet_free(packet);
        deadline.watch().enter();
        MediaOpener.close(context, bridge);
        deadline.watch().leave();
    }
}
