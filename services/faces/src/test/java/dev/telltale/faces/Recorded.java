package dev.telltale.faces;

import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.TrustedRecords;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.WindowGrid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A clip as ingest would record it: one epoch, windows of 1.28 s. */
final class Recorded {
    static final Path CLIPS = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips");
    static final Duration WINDOW = Duration.ofMillis(1280);
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    static {
        TrustedRecords.trust(FrameWindow.class);
    }

    private Recorded() {}

    static List<FrameWindow> shared(String name) {
        assumeTrue(Files.exists(CLIPS), "skipped: no shared clips at " + CLIPS);
        return windows(CLIPS.resolve(name));
    }

    static List<FrameWindow> windows(Path file) {
        List<MediaPacket> packets = new ArrayList<>();
        try (MediaInput input = MediaInput.open(FileBytes.open(file), InputLimits.RECORDING,
                new InterruptDeadline(Duration.ofSeconds(30)))) {
            for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
                packets.add(packet);
            }
            return cut(input.video(), packets);
        } catch (MediaInputException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<FrameWindow> cut(CodedVideo video, List<MediaPacket> packets) {
        long origin = packets.stream().mapToLong(MediaPacket::pts).min().orElseThrow();
        long reorder = packets.stream().mapToLong(packet -> packet.pts() - packet.dts()).max().orElse(0);
        var grid = new WindowGrid(video.timeBase(), origin, WINDOW);
        long last = grid.windowOf(packets.stream().mapToLong(MediaPacket::pts).max().orElseThrow());
        List<FrameWindow> windows = new ArrayList<>();
        int next = 0;
        for (long w = 0; w <= last; w++) {
            List<Packet> own = new ArrayList<>();
            while (next < packets.size() && (w == last || packets.get(next).dts() <= grid.end(w) + reorder)) {
                own.add(packet(packets.get(next++)));
            }
            windows.add(window(video, origin, reorder, w, own, next == packets.size(), w == last));
        }
        return windows;
    }

    private static Packet packet(MediaPacket packet) {
        return new Packet(packet.pts(), packet.dts(), packet.duration(), packet.key(), packet.data());
    }

    private static FrameWindow window(CodedVideo video, long origin, long reorder, long number, List<Packet> packets,
            boolean drain, boolean last) {
        return FrameWindow.newBuilder().setStream("cam-1").setEpoch("01JD7Z00000000000000000000").setWindow(number)
                .setWindowMillis((int) WINDOW.toMillis()).setOriginPts(origin)
                .setCaptureStart(START.plus(WINDOW.multipliedBy(number))).setCodec(video.codec())
                .setExtradata(video.extradata()).setTimeBaseNum(video.timeBase().num())
                .setTimeBaseDen(video.timeBase().den()).setWidth(video.width()).setHeight(video.height())
                .setRotation(video.rotation()).setSampleAspectNum(video.sampleAspect().num())
                .setSampleAspectDen(video.sampleAspect().den()).setColourPrimaries(video.colours().primaries())
                .setColourTransfer(video.colours().transfer()).setColourMatrix(video.colours().matrix())
                .setColourRange(video.colours().range()).setReorderDelay(reorder).setKeyframeWindow(0)
                .setDrain(drain).setLast(last).setKeepAll(true).setPackets(packets).build();
    }
}
