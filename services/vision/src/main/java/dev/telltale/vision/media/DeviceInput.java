package dev.telltale.vision.media;

import dev.telltale.vision.media.MediaInputException.Fault;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avdevice;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NONBLOCK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_RAWVIDEO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;

/**
 * A camera of this machine (V4L2), the one thing that FFmpeg opens by its name. What the camera has encoded itself (MJPEG, H.264) is
 * copied; raw pictures are encoded once.
 */
public final class DeviceInput implements PacketSource {
    private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

    private final String name;
    private final AVFormatContext context;
    private final DeadlineCallback interrupts;
    private final InterruptDeadline deadline;
    private final AVPacket packet = av_packet_alloc();
    private final @Nullable PictureEncoder encoder;
    private final CodedVideo video;
    private final Queue<MediaPacket> ready = new ArrayDeque<>();

    private DeviceInput(String name, AVFormatContext context, DeadlineCallback interrupts, InterruptDeadline deadline,
            @Nullable PictureEncoder encoder, CodedVideo video) {
        this.name = name;
        this.context = context;
        this.interrupts = interrupts;
        this.deadline = deadline;
        this.encoder = encoder;
        this.video = video;
    }

    /**
     * Opens a device.
     *
     * @param device {@code /dev/video0} or the like; whoever calls has made sure that it is one
     */
    public static DeviceInput open(Path device, DeviceTerms terms, InputLimits limits, InterruptDeadline deadline)
            throws MediaInputException {
        String name = device.toString();
        register(name);
        DeadlineCallback interrupts = new DeadlineCallback(deadline::expired);
        AVFormatContext context = null;
        try {
            context = context(name, terms, limits, interrupts);
            AVStream stream = context.streams(0);
            CodedVideo found = VideoProbe.describe(context, stream);
            MediaOpener.checkPixels(name, found.width(), found.height(), limits);
            PictureEncoder encoder = stream.codecpar().codec_id() == AV_CODEC_ID_RAWVIDEO
                    ? encoder(name, found, stream.codecpar().format())
                    : null;
            return new DeviceInput(name, context, interrupts, deadline, encoder,
                    encoder == null ? found : encoder.video());
        } catch (MediaInputException e) {
            if (context != null) {
                avformat_close_input(context);
            }
            interrupts.close();
            throw e;
        }
    }

    /** A library that is not there is no reason to end the process. */
    private static void register(String name) throws MediaInputException {
        FfmpegRuntime.load();
        try {
            avdevice.avdevice_register_all();
        } catch (LinkageError e) {
            throw new MediaInputException(Fault.BROKEN, name,
                    "cannot be read: this machine lacks a library that FFmpeg's devices need (" + e.getMessage() + ")",
                    e);
        }
    }

    /** Many cameras give the sizes and rates that people want only as MJPEG, so that is asked for first. */
    private static AVFormatContext context(String name, DeviceTerms terms, InputLimits limits,
            DeadlineCallback interrupts) throws MediaInputException {
        int result = 0;
        for (String first : new String[]{"mjpeg", ""}) {
            AVFormatContext context = avformat_alloc_context();
            context.flags(context.flags() | AVFMT_FLAG_NONBLOCK);
            interrupts.install(context.interrupt_callback());
            Map<String, String> options = new LinkedHashMap<>(terms.options());
            if (!first.isEmpty()) {
                options.put("input_format", first);
            }
            result = OpenOptions.DEVICE.open(context, name, limits, options);
            if (result >= 0) {
                return context;
            }
        }
        throw new MediaInputException(Fault.UNREACHABLE, name,
                "cannot be opened, or is no camera (" + FfmpegRuntime.describe(result) + ")");
    }

    private static PictureEncoder encoder(String name, CodedVideo raw, int pixels) throws MediaInputException {
        return PictureEncoder.open(raw, pixels).orElseThrow(() -> new MediaInputException(Fault.BROKEN, name,
                "gives pictures of " + raw.width() + " x " + raw.height() + ", which cannot be encoded"));
    }

    @Override
    public CodedVideo video() {
        return video;
    }

    @Override
    public Optional<Duration> duration() {
        return Optional.empty();
    }

    @Override
    public MediaPacket read() throws MediaInputException {
        while (ready.isEmpty()) {
            int result = av_read_frame(context, packet);
            try {
                if (result >= 0) {
                    take();
                } else if (result != AVERROR_EAGAIN()) {
                    throw new MediaInputException(Fault.BROKEN, name,
                            "cannot be read on: was it unplugged? (" + FfmpegRuntime.describe(result) + ")");
                } else if (deadline.expired()) {
                    throw MediaOpener.interrupted(name, deadline);
                } else {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            } finally {
                av_packet_unref(packet);
            }
        }
        deadline.progress();
        return ready.remove();
    }

    private void take() throws MediaInputException {
        PictureEncoder encodes = encoder;
        if (encodes == null) {
            ready.add(new MediaPacket(packet.pts(), packet.dts(), Math.max(0, packet.duration()),
                    (packet.flags() & AV_PKT_FLAG_KEY) != 0, VideoProbe.bytes(packet.data(), packet.size())));
            return;
        }
        try {
            ready.addAll(encodes.encode(packet));
        } catch (UndecodableException e) {
            throw new MediaInputException(Fault.BROKEN, name, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        if (encoder != null) {
            encoder.close();
        }
        avformat_close_input(context);
        interrupts.close();
    }
}
