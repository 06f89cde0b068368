package dev.telltale.ingest;

import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.WindowMark;
import dev.telltale.vision.media.Mishap;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A stream whose bytes end the process that reads them: given up at the second death, and the others lose nothing by it. */
class DeadlyStreamTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SECONDS = 10;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveUpAStreamThatCrashesItTwice() throws Exception {
        shouldGiveUpOnlyTheDeadlyStream(Mishap.ABORT);
    }

    @Tag("long")
    @Test
    void shouldGiveUpAStreamThatItNeverComesBackFrom() throws Exception {
        shouldGiveUpOnlyTheDeadlyStream(Mishap.SPIN);
    }

    private void shouldGiveUpOnlyTheDeadlyStream(Mishap mishap) throws Exception {
        try (Desk desk = new Desk(folder.resolve("kafka"))) {
            // Given two recordings that are read at their own speed; one of them goes wrong at a certain packet
            Path clip = TestVideo.of(SECONDS).gop(25).write(folder.resolve("clip.mp4"));
            desk.add(Desk.file("deadly", clip, Pacing.REAL_TIME));
            desk.add(Desk.file("harmless", clip, Pacing.REAL_TIME));

            // When the service is started whenever it has ended
            int deaths = work(desk, mishap);

            // Then it died twice, and the deadly stream is given up at the window where it happened
            assertThat(deaths).isEqualTo(2);
            assertThat(desk.status("deadly").orElseThrow().getReason())
                    .isEqualTo("given up: reading it ended the process 2 times; add it again to try once more");
            List<WindowMark> marks = desk.marks("deadly");
            assertThat(marks).extracting(WindowMark::getReason).containsExactly(MarkReason.GAP, MarkReason.EPOCH_END,
                    MarkReason.UNDECODABLE, MarkReason.EPOCH_END);
            assertThat(marks.getLast().getEndsStream()).isTrue();

            // And of the other every picture is there
            List<Long> shown = desk.windows("harmless").stream().map(FrameWindow::getPackets).flatMap(List::stream)
                    .map(Packet::getPts).distinct().toList();
            assertThat(shown).hasSize(SECONDS * 25);
            assertThat(desk.marks("harmless").stream().filter(mark -> mark.getReason() == MarkReason.UNDECODABLE))
                    .isEmpty();
        }
    }

    private int work(Desk desk, Mishap mishap) throws IOException, InterruptedException {
        for (int deaths = 0;; deaths++) {
            Process process = start(desk, mishap);
            try {
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300))
                        .until(() -> !process.isAlive() || (isRetired(desk, "deadly") && isRetired(desk, "harmless")));
                if (process.isAlive()) {
                    return deaths;
                }
            } finally {
                process.destroy();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
            assertThat(deaths).as("printed: %s", Files.readString(folder.resolve("printed.txt"))).isLessThan(5);
        }
    }

    private static boolean isRetired(Desk desk, String stream) {
        return desk.status(stream).filter(status -> status.getState() == SourceState.RETIRED).isPresent();
    }

    private Process start(Desk desk, Mishap mishap) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"), "--enable-native-access=ALL-UNNAMED",
                        MisbehavingIngest.class.getName(), mishap.name()));
        Map<String, String> more = Map.of("telltale.data-dir", folder.resolve("data").toString(),
                "telltale.kafka.session", "6s", "telltale.ingest.cpu-per-read", "3s");
        desk.settings("ingest-1", more).forEach((key, value) -> command.add(key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("printed.txt").toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }
}
