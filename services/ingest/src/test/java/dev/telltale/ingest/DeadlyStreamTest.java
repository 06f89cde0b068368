package dev.telltale.ingest;

import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.FragileService;
import dev.telltale.vision.media.Mishap;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

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

    private int work(Desk desk, Mishap mishap) throws InterruptedException {
        Map<String, String> settings = desk.settings("ingest-1", Map.of("telltale.data-dir",
                folder.resolve("data").toString(), "telltale.kafka.session", "6s", "telltale.ingest.cpu-per-read",
                "3s"));
        return new FragileService(MisbehavingIngest.class, mishap.name(), settings, folder, List.of())
                .deathsUntil(() -> isRetired(desk, "deadly") && isRetired(desk, "harmless"), PATIENCE);
    }

    private static boolean isRetired(Desk desk, String stream) {
        return desk.status(stream).filter(status -> status.getState() == SourceState.RETIRED).isPresent();
    }
}
