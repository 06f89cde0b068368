package dev.telltale.vision.media;

import dev.telltale.vision.Picture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All packets of a clip, for tests. */
public record Clip(CodedVideo video, List<MediaPacket> packets) {
    /** Where the shared clips lie. */
    public static final Path SHARED = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips");

    public static Clip read(Path file) {
        List<MediaPacket> packets = new ArrayList<>();
        try (MediaInput input = MediaInput.open(FileBytes.open(file), InputLimits.RECORDING,
                new InterruptDeadline(Duration.ofSeconds(30)))) {
            for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
                packets.add(packet);
            }
            return new Clip(input.video(), packets);
        } catch (MediaInputException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public long origin() {
        return packets.stream().mapToLong(MediaPacket::pts).min().orElse(0);
    }

    /** Decodes all of it and closes every picture after {@code look}. */
    public DecodeCounts decode(DecoderLimits limits, Consumer<Picture> look) {
        Consumer<Picture> sink = picture -> {
            try (picture) {
                look.accept(picture);
            }
        };
        try (PacketDecoder decoder = new PacketDecoder(video, origin(), limits)) {
            packets.forEach(packet -> decoder.decode(packet, sink));
            decoder.drain(sink);
            return decoder.counts();
        }
    }
}
