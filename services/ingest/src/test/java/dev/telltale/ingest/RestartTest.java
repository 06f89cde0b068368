package dev.telltale.ingest;

import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StatusReporter;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.WindowMark;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@TestInstance(Lifecycle.PER_CLASS)
class RestartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path folder;
    private Desk desk;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        desk = new Desk(folder.resolve("cluster"));
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void shouldCloseWhatAKilledInstanceLeftWithOneGapAndGoOnWhereTheWindowBegan() {
        // Given: the log as an instance leaves it that is killed while it fills window 3
        Path clip = TestVideo.of(12).write(folder.resolve("killed.mp4"));
        desk.add(Desk.file("killed", clip, Pacing.FLAT_OUT));
        desk.report(StreamStatus.newBuilder().setStream("killed").setReporter(StatusReporter.INGEST)
                .setState(SourceState.LIVE)
                .setSince(Instant.now()).setAt(Instant.now().plusMillis(1)).setEpoch("01ARZ3NDEKTSV4RRFFQ69G5FAV")
                .setNextWindow(3L)
                .setEpochStartMicros(0L).setLagMillis(100L).setGaps(2).build());
        // When
        whileRunning("heir", () -> {
            desk.awaitState("killed", SourceState.RETIRED);
        });
        // Then
        List<WindowMark> marks = desk.marks("killed");
        assertThat(marks).extracting(WindowMark::getReason).containsExactly(MarkReason.GAP, MarkReason.EPOCH_END,
                MarkReason.EPOCH_END);
        assertThat(marks).extracting(WindowMark::getEndsStream).containsExactly(false, false, true);
        assertThat(marks).extracting(WindowMark::getWindow).startsWith(3L, 4L);
        List<FrameWindow> windows = desk.windows("killed");
        FrameWindow first = windows.getFirst();
        assertThat(first.getEpoch()).isNotEqualTo("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        assertThat(first.getOriginPts()).isEqualTo(3 * 1280L * first.getTimeBaseDen() / 1000);
        assertThat(first.getPackets().getFirst().getKey()).isTrue();
        assertThat(first.getPackets().getFirst().getPts()).isLessThan(first.getOriginPts());
        assertThat(desk.packets("killed").stream().filter(packet -> packet.getPts() >= first.getOriginPts()))
                .hasSize(204);
        assertThat(desk.status("killed").orElseThrow().getGaps()).isEqualTo(3);
    }

    @Test
    void shouldLoseNothingWhenOneInstanceStopsAndAnotherGoesOn() {
        // Given
        Path clip = TestVideo.of(10).gop(60).write(folder.resolve("handed.mp4"));
        desk.add(Desk.file("handed", clip, Pacing.REAL_TIME));
        AtomicReference<Instant> stopping = new AtomicReference<>(Instant.MAX);
        whileRunning("first", () -> {
            await().atMost(PATIENCE).until(() -> desk.windows("handed").size() >= 2);
            stopping.set(Instant.now());
        });
        assertThat(Duration.between(stopping.get(), Instant.now())).isLessThan(Duration.ofSeconds(10));
        // When: the group waits for the first one's session, then the second takes over
        whileRunning("second", () -> {
            desk.awaitState("handed", SourceState.RETIRED);
        });
        // Then
        assertThat(desk.marks("handed")).extracting(WindowMark::getReason).containsExactly(MarkReason.EPOCH_END,
                MarkReason.EPOCH_END);
        List<FrameWindow> windows = desk.windows("handed");
        List<String> epochs = windows.stream().map(FrameWindow::getEpoch).distinct().toList();
        assertThat(epochs).hasSize(2);
        long before = frames(windows, epochs.getFirst());
        long after = frames(windows, epochs.getLast());
        assertThat(before + after).isEqualTo(250);
        assertThat(desk.status("handed").orElseThrow().getGaps()).isZero();
    }

    @Test
    void shouldNotRepeatAFileThatIsThrough() {
        // Given
        Path clip = TestVideo.of(3).write(folder.resolve("through.mp4"));
        desk.add(Desk.file("through", clip, Pacing.FLAT_OUT));
        whileRunning("heir", () -> {
            desk.awaitState("through", SourceState.RETIRED);
        });
        // When: a restart, and a later stream that shows that the table has been read
        whileRunning("heir", () -> {
            desk.add(Desk.file("later", clip, Pacing.FLAT_OUT));
            desk.awaitState("later", SourceState.RETIRED);
        });
        // Then
        assertThat(desk.windows("through")).hasSize(3);
    }

    /** Frames that belong to windows of an epoch: those before its origin serve decoding only, those after its end come later. */
    private static long frames(List<FrameWindow> windows, String epoch) {
        List<FrameWindow> of = windows.stream().filter(window -> window.getEpoch().equals(epoch)).toList();
        FrameWindow any = of.getFirst();
        long end = any.getOriginPts() + (of.getLast().getWindow() + 1) * 1280L * any.getTimeBaseDen() / 1000;
        return of.stream().flatMap(window -> window.getPackets().stream()).map(Packet::getPts)
                .filter(pts -> pts >= any.getOriginPts() && pts < end).count();
    }

    private void whileRunning(String instance, Runnable inTheMeantime) {
        try (ServiceContext context = desk.context(instance, Map.of());
                IngestService service = new IngestService(context)) {
            service.start();
            inTheMeantime.run();
        }
    }
}
