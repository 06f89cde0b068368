package dev.telltale.ingest;

import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaPacket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Media for tests: the shared clips, and what is in a file. */
final class Media {
    private Media() {}

    static List<Path> sharedClips() throws IOException {
        Path folder = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips");
        assumeTrue(Files.isDirectory(folder), "skipped: no shared clips at " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(mp4|mpg)")).sorted().toList();
        }
    }

    static List<MediaPacket> packets(Path file) throws Exception {
        List<MediaPacket> packets = new ArrayList<>();
        try (MediaInput input = MediaInput.open(FileBytes.open(file), InputLimits.RECORDING,
                new InterruptDeadline(Duration.ofSeconds(20)))) {
            for (MediaPacket packet = input.read(); packet != null; packet = input.read()) {
                packets.add(packet);
            }
        }
        return packets;
    }
}
