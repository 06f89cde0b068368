package dev.telltale.ingest;

import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.live.OnAirHttp;
import dev.telltale.vision.media.TestVideo;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A live stream that moves to another instance: that one connects before the first lets go, and no picture is missing between them. */
class HandoverTest {
    private static final Duration ON_AIR = Duration.ofSeconds(90);
    private static final long PICTURE = 90_000 / 25;

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @Test
    void shouldMissNoPictureWhereALabelMovesAStream() throws Exception {
        try (Desk desk = new Desk(folder.resolve("cluster"));
                OnAirHttp server = server();
                ServiceContext one = desk.context("one", settings("studio"));
                ServiceContext two = desk.context("two", settings("lab"));
                IngestService studio = new IngestService(one);
                IngestService lab = new IngestService(two)) {
            studio.start();
            lab.start();
            // Given
            desk.add(spec("cam", server.port(), "studio"));
            awaitWindows(desk, "cam", "one");
            // When
            desk.add(spec("cam", server.port(), "lab"));
            awaitWindows(desk, "cam", "two");
            // Then
            assertThat(server.mostListeners()).isEqualTo(2);
            checkSeamless(desk, "cam");
        }
    }

    @Test
    void shouldMissNoPictureWhereTheGroupMovesStreams() throws Exception {
        List<String> streams = List.of("a", "b", "c", "d");
        try (Desk desk = new Desk(folder.resolve("cluster"));
                OnAirHttp server = server();
                ServiceContext one = desk.context("one", settings("studio"));
                ServiceContext two = desk.context("two", settings("lab"));
                IngestService first = new IngestService(one);
                IngestService second = new IngestService(two)) {
            // Given an instance that has all streams
            first.start();
            streams.forEach(stream -> desk.add(spec(stream, server.port(), null)));
            streams.forEach(stream -> awaitWindows(desk, stream, "one"));
            // When another one joins
            second.start();
            await("a stream has moved").atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(300))
                    .until(() -> streams.stream().anyMatch(stream -> recordedBy(desk, stream, "two")));
            // Then
            List<String> moved = streams.stream()
                    .filter(stream -> desk.statuses(stream).getLast().getInstance().equals("two")).toList();
            assertThat(moved).isNotEmpty();
            for (String stream : moved) {
                awaitWindows(desk, stream, "two");
                checkSeamless(desk, stream);
            }
        }
    }

    private static void checkSeamless(Desk desk, String stream) {
        List<StreamStatus> told = desk.statuses(stream);
        assertThat(told).extracting(StreamStatus::getState).doesNotContain(SourceState.RETIRED, SourceState.BACKOFF);
        assertThat(told.stream().map(StreamStatus::getInstance).map(String::valueOf).toList()).as("one, then two")
                .isSorted().contains("one", "two");
        assertThat(desk.marks(stream)).extracting(WindowMark::getReason).containsExactly(MarkReason.EPOCH_END);
        List<FrameWindow> windows = desk.windows(stream);
        List<String> epochs = windows.stream().map(window -> String.valueOf(window.getEpoch())).distinct().toList();
        assertThat(epochs).hasSize(2);
        long last = pictures(windows, epochs.getFirst()).getLast();
        long first = pictures(windows, epochs.getLast()).getFirst();
        assertThat(first).as("from the key frame before the last picture of the first")
                .isLessThanOrEqualTo(last + PICTURE)
                .isGreaterThan(last - 50 * PICTURE);
    }

    private static List<Long> pictures(List<FrameWindow> windows, String epoch) {
        return windows.stream().filter(window -> epoch.contentEquals(window.getEpoch()))
                .flatMap(window -> window.getPackets().stream()).map(Packet::getPts).sorted().toList();
    }

    private static void awaitWindows(Desk desk, String stream, String instance) {
        await(stream + " at " + instance).atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(300))
                .until(() -> recordedBy(desk, stream, instance));
    }

    private static boolean recordedBy(Desk desk, String stream, String instance) {
        return desk.statuses(stream).stream().filter(status -> Objects.equals(status.getInstance(), instance))
                .anyMatch(status -> Objects.requireNonNullElse(status.getNextWindow(), 0L) >= 1
                        && status.getState() == SourceState.LIVE && !status.getEpochEnded());
    }

    private OnAirHttp server() throws Exception {
        Path clip = TestVideo.of(Math.toIntExact(ON_AIR.toSeconds())).codec("mpeg2video").gop(25).size(160, 96)
                .write(folder.resolve("clip.ts"));
        return new OnAirHttp(clip, ON_AIR);
    }

    private static Map<String, String> settings(String placement) {
        return Map.of("telltale.ingest.placements", placement, "telltale.ingest.addresses.schemes", "http",
                "telltale.ingest.addresses.allowed", "127.0.0.1");
    }

    private static StreamSpec spec(String stream, int port, @Nullable String placement) {
        return StreamSpec.newBuilder(Desk.spec(stream, "http://127.0.0.1:" + port + "/live", Pacing.REAL_TIME))
                .setPlacement(placement).build();
    }
}
