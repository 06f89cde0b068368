package dev.telltale.ingest;

import dev.telltale.ingest.source.TestSender;
import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.WindowMark;
import dev.telltale.vision.media.TestFfmpeg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A stream with a label is where the label is, and a port that moves with it is let go before it is bound again. */
class PlacementTest {
    @Test
    void shouldMoveAListenerToTheInstanceOfItsNewLabelWithoutTwoAuthors(@TempDir Path folder) throws Exception {
        Path clip = TestFfmpeg.make(folder.resolve("clip.mkv"),
                "-f lavfi -i testsrc2=size=320x240:rate=25:duration=6 -c:v libx264 -preset ultrafast -bf 0 -g 25");
        int port = TestSender.freeUdpPort();
        try (Desk desk = new Desk(folder.resolve("cluster"));
                ServiceContext one = desk.context("one", Map.of("telltale.ingest.placements", "studio"));
                ServiceContext two = desk.context("two", Map.of("telltale.ingest.placements", "lab"));
                IngestService studio = new IngestService(one);
                IngestService lab = new IngestService(two);
                TestSender sender = TestSender.start(folder, "-re -stream_loop -1 -i " + clip
                        + " -c copy -f mpegts udp://127.0.0.1:" + port + "?pkt_size=1316")) {
            studio.start();
            lab.start();
            // Given
            desk.add(spec(port, "studio"));
            awaitWindowsOf(desk, "one");
            // When
            desk.add(spec(port, "lab"));
            awaitWindowsOf(desk, "two");
            // Then
            List<StreamStatus> told = desk.statuses("cam");
            assertThat(told).extracting(StreamStatus::getState).doesNotContain(SourceState.RETIRED,
                    SourceState.BACKOFF);
            assertThat(told.stream().map(StreamStatus::getInstance).map(String::valueOf).toList()).as("one, then two")
                    .isSorted();
            assertThat(desk.windows("cam").stream().map(FrameWindow::getEpoch).distinct()).hasSize(2);
            assertThat(desk.marks("cam")).extracting(WindowMark::getReason).containsExactly(MarkReason.EPOCH_END);
            assertThat(sender.said()).isEmpty();
        }
    }

    private static void awaitWindowsOf(Desk desk, String instance) {
        await(instance).atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(300))
                .until(() -> desk.statuses("cam").stream()
                        .filter(status -> Objects.equals(status.getInstance(), instance))
                        .anyMatch(status -> Objects.requireNonNullElse(status.getNextWindow(), 0L) >= 1
                                && status.getState() == SourceState.LIVE && !status.getEpochEnded()));
    }

    private static StreamSpec spec(int port, String placement) {
        return StreamSpec.newBuilder(Desk.spec("cam", "udp://127.0.0.1:" + port, Pacing.REAL_TIME))
                .setPlacement(placement).build();
    }
}
