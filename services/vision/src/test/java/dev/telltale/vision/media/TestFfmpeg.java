package dev.telltale.vision.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** FFmpeg's command line: an independent maker of clips. Where it or an encoder is absent the test is skipped and says why. */
public final class TestFfmpeg {
    private static final int PATIENCE_SECONDS = 60;

    private TestFfmpeg() {}

    /** Runs it with arguments parted by spaces, before the name of the file that it makes. */
    public static Path make(Path file, String arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-nostdin"));
        command.addAll(List.of(arguments.strip().split("\\s+")));
        command.add(file.toString());
        Path log = file.resolveSibling(file.getFileName() + ".log");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .start();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ffmpeg ends in time").isTrue();
            String said = Files.readString(log);
            assumeTrue(!said.contains("Unknown encoder") && !said.contains("No such filter"),
                    "skipped: this ffmpeg lacks something: " + said);
            assertThat(process.exitValue()).as("%s: %s", String.join(" ", command), said).isZero();
            return file;
        } catch (IOException e) {
            assumeTrue(false, "skipped: no ffmpeg command line here (" + e.getMessage() + ")");
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
