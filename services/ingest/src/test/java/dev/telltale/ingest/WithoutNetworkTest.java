package dev.telltale.ingest;

import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** FFmpeg gets everything from our bytes: a process in a network namespace of its own, with no interface up, reads the same. */
class WithoutNetworkTest {
    @Test
    void shouldDemuxInAProcessThatHasNoNetwork(@TempDir Path folder) throws Exception {
        // Given
        assumeTrue(canUnshare(), "skipped: unshare -n is not permitted here");
        Path clip = TestVideo.of(4).codec("mpeg2video").write(folder.resolve("clip.ts"));
        Path said = folder.resolve("said");
        // When
        Process child = new ProcessBuilder("unshare", "-n",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                PipedDemux.class.getName()).redirectInput(clip.toFile()).redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        // Then
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (MediaInput input = MediaInput.open(FileBytes.open(clip), InputLimits.RECORDING,
                new InterruptDeadline(Duration.ofSeconds(20)))) {
            assertThat(Files.readString(said).strip()).isEqualTo(PipedDemux.summary(input) + " network false")
                    .startsWith("100 packets");
        }
    }

    private static boolean canUnshare() throws InterruptedException {
        try {
            return new ProcessBuilder(List.of("unshare", "-n", "true")).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
