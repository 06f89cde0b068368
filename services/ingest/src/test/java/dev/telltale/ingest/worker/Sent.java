package dev.telltale.ingest.worker;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.metrics.Metrics;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.SingleObjectSerializer;
import dev.telltale.vision.Picture;
import dev.telltale.vision.colour.ColourTags;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.CodedVideo.SampleAspect;
import dev.telltale.vision.media.DecoderLimits;
import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketDecoder;
import dev.telltale.vision.media.TimeBase;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** A file on its way through ingest, and what a decoder makes of the records. */
final class Sent extends WrittenRecords {
    private static final long WINDOW_MICROS = 1_280_000;

    private final Map<String, Epoch> epochs = new LinkedHashMap<>();

    /** A picture as it came out of the decoder. */
    record Shown(long micros, int width, int height, int level) {}

    /** One epoch: its records, and the windows that only have a mark. */
    record Epoch(List<FrameWindow> windows, List<MarkReason> marks) {
        /** Decodes all records as faces does; a picture that comes out after its window's record is not there. */
        List<Shown> shown() {
            return shownFrom(0, 0);
        }

        /** The same by a worker that begins with a record and is to go on with a window. */
        List<Shown> shownFrom(int record, long window) {
            List<Shown> shown = new ArrayList<>();
            FrameWindow first = windows.getFirst();
            try (PacketDecoder decoder = new PacketDecoder(video(first), first.getOriginPts(), DecoderLimits.DEFAULT)) {
                for (FrameWindow read : windows.subList(record, windows.size())) {
                    Consumer<Picture> sink = picture -> {
                        try (picture) {
                            long at = Math.floorDiv(picture.time().micros(), WINDOW_MICROS);
                            if (at >= Math.max(read.getWindow(), window)) {
                                shown.add(look(picture));
                            }
                        }
                    };
                    read.getPackets().forEach(packet -> decoder.decode(new MediaPacket(packet.getPts(),
                            packet.getDts(), packet.getDuration(), packet.getKey(), packet.getData()), sink));
                    if (read.getDrain()) {
                        decoder.drain(sink);
                    }
                }
            }
            return shown;
        }

        private static CodedVideo video(FrameWindow window) {
            return new CodedVideo(window.getCodec(), window.getExtradata(),
                    new TimeBase(window.getTimeBaseNum(), window.getTimeBaseDen()), window.getWidth(),
                    window.getHeight(), window.getRotation(),
                    new SampleAspect(window.getSampleAspectNum(), window.getSampleAspectDen()), ColourTags.NONE, 0,
                    window.getReorderDelay(), 1);
        }

        private static Shown look(Picture picture) {
            byte[] pixel = new byte[3];
            picture.rgb().ptr(picture.height() / 2, picture.width() / 2).get(pixel);
            return new Shown(picture.time().micros(), picture.width(), picture.height(), pixel[0] & 0xff);
        }
    }

    private Sent() {}

    /** Takes in a file flat out. */
    static List<Epoch> of(Path file) throws Exception {
        TelltaleConfig config = TelltaleConfig
                .of(Map.of("telltale.kafka.serializer", SingleObjectSerializer.class.getName()));
        Sent sent = new Sent();
        InstantSource clock = InstantSource.system();
        InterruptDeadline deadline = new InterruptDeadline(Duration.ofSeconds(30));
        try (ServiceContext context = new ServiceContext(config, new KafkaClients(config), new Metrics(), clock);
                MediaInput input = MediaInput.open(FileBytes.open(file), InputLimits.RECORDING, deadline)) {
            StreamSpec spec = StreamSpec.newBuilder().setStream("sent").setSource(file.toUri().toString())
                    .setPacing(Pacing.FLAT_OUT).build();
            StreamTask task = new StreamTask(spec, 0, Instant.EPOCH);
            StreamPublisher publisher = new StreamPublisher(task, context, sent);
            boolean whole = new Connection(task, input, deadline, new StopSignal(), publisher, clock, true, null,
                    () -> {}).run();
            publisher.awaitCommitted();
            assertThat(whole).isTrue();
        }
        return List.copyOf(sent.epochs.values());
    }

    @Override
    void window(FrameWindow window) {
        epoch(window.getEpoch()).windows().add(window);
    }

    @Override
    void mark(WindowMark mark) {
        epoch(mark.getEpoch()).marks().add(mark.getReason());
    }

    private Epoch epoch(String id) {
        return epochs.computeIfAbsent(id, unused -> new Epoch(new ArrayList<>(), new ArrayList<>()));
    }
}
