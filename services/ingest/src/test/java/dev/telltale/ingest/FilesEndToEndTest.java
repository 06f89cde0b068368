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
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@TestInstance(Lifecycle.PER_CLASS)
class FilesEndToEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path folder;
    private Desk desk;
    private ServiceContext context;
    private IngestService service;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        desk = new Desk(folder.resolve("cluster"));
        context = desk.context("one", Map.of());
        service = new IngestService(context);
        service.start();
    }

    @AfterAll
    void stop() {
        service.close();
        context.close();
        desk.close();
    }

    @Test
    void shouldCopyEverySharedClipByteForByte() throws Exception {
        // Given
        List<Path> clips = Media.sharedClips();
        // When
        clips.forEach(clip -> desk.add(Desk.file(name(clip), clip, Pacing.FLAT_OUT)));
        clips.forEach(clip -> desk.awaitState(name(clip), SourceState.RETIRED));
        // Then
        for (Path clip : clips) {
            StreamStatus status = desk.status(name(clip)).orElseThrow();
            assertThat(status.getReason()).as("end of %s", clip).isNull();
            assertThat(status.getEpochEnded()).isTrue();
            assertSamePackets(desk.packets(name(clip)), Media.packets(clip), clip);
            assertOneAuthorForEachWindow(name(clip));
        }
    }

    @Test
    void shouldDateAFlatOutFileBackAndNeverAheadOfItsArrival() throws Exception {
        // Given
        Path clip = TestVideo.of(20).write(folder.resolve("dated.mp4"));
        Instant before = Instant.now();
        // When
        desk.add(Desk.file("dated", clip, Pacing.FLAT_OUT));
        desk.awaitState("dated", SourceState.RETIRED);
        // Then
        List<FrameWindow> windows = desk.windows("dated");
        assertThat(windows).hasSize(16).allMatch(FrameWindow::getKeepAll);
        assertThat(windows.getFirst().getCaptureStart()).isBetween(before.minusSeconds(21),
                Instant.now().minusSeconds(19));
        assertThat(windows).allSatisfy(window -> assertThat(window.getCaptureStart()).isBefore(Instant.now()));
        assertThat(windows).extracting(FrameWindow::getCaptureStart).isSorted();
        assertThat(windows).extracting(FrameWindow::getKeyframeWindow).startsWith(0L, 0L, 0L);
        assertThat(windows.getLast().getLast()).isTrue();
        assertThat(windows.getLast().getDrain()).isTrue();
    }

    @Test
    void shouldSayInTheStatusWhatIsWrongWithAStreamAndDisturbNoOther() throws Exception {
        // Given
        Path clip = TestVideo.of(3).write(folder.resolve("fine.mp4"));
        byte[] bytes = Files.readAllBytes(clip);
        // When
        Map<String, String> bad = Map.of("missing", folder.resolve("none.mp4").toUri().toString(), "directory",
                folder.toUri().toString(), "text",
                write("text.mp4", "Dear Sir".getBytes(java.nio.charset.StandardCharsets.UTF_8)), "cut",
                write("cut.mp4", java.util.Arrays.copyOf(bytes, bytes.length / 2)), "empty",
                write("empty.mp4", new byte[0]), "unknown",
                "gopher://example.org/video", "nonsense", "not a uri", "window", clip.toUri().toString());
        bad.forEach((stream, source) -> {
            var spec = Desk.spec(stream, source, Pacing.FLAT_OUT);
            desk.add(StreamSpec.newBuilder(spec).setWindowMillis(stream.equals("window") ? 10 : 1280).build());
        });
        desk.add(Desk.file("fine", clip, Pacing.FLAT_OUT));
        // Then
        desk.awaitState("fine", SourceState.RETIRED);
        bad.keySet().forEach(stream -> desk.awaitState(stream, SourceState.RETIRED));
        assertThat(desk.packets("fine")).hasSize(75);
        assertThat(reason("missing")).contains("none.mp4").contains("no such file");
        assertThat(reason("directory")).contains("directory");
        assertThat(reason("text")).contains("is text");
        assertThat(reason("cut")).contains("truncated");
        assertThat(reason("empty")).contains("zero bytes");
        assertThat(reason("unknown")).contains("gopher").contains("of a kind that is not known");
        assertThat(reason("nonsense")).contains("not a URI");
        assertThat(reason("window")).contains("windowMillis").contains("500");
        assertThat(bad.keySet()).allSatisfy(stream -> assertThat(desk.windows(stream)).isEmpty());
    }

    @Test
    void shouldTakeTheSeriesOfAStreamAwayWithIt() throws Exception {
        // Given one that is removed while it is read, and one that has come to its end
        Path clip = TestVideo.of(60).write(folder.resolve("long.mp4"));
        Path shorter = TestVideo.of(3).write(folder.resolve("short.mp4"));
        desk.add(Desk.file("read", clip, Pacing.REAL_TIME));
        desk.add(Desk.file("ended", shorter, Pacing.FLAT_OUT));
        desk.awaitState("ended", SourceState.RETIRED);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(context.metrics().scrape())
                .contains("{stream=\"read\"}", "{stream=\"ended\"}"));
        // When
        desk.remove("read");
        desk.remove("ended");
        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(context.metrics().scrape())
                .doesNotContain("{stream=\"read\"}", "{stream=\"ended\"}"));
    }

    @Test
    void shouldReadARecordingOnceMoreWhereItIsAddedAgain() throws Exception {
        // Given one that is through
        Path clip = TestVideo.of(3).write(folder.resolve("again.mp4"));
        desk.add(Desk.file("again", clip, Pacing.FLAT_OUT));
        desk.awaitState("again", SourceState.RETIRED);
        // When the same is added
        desk.add(Desk.file("again", clip, Pacing.FLAT_OUT));
        // Then
        await().atMost(PATIENCE).until(() -> desk.marks("again").size() == 2);
        assertThat(desk.windows("again").stream().map(FrameWindow::getEpoch).distinct()).hasSize(2);
        assertThat(desk.packets("again")).hasSize(150);
    }

    @Test
    void shouldEndAStreamCleanlyWhenItIsRemoved() throws Exception {
        // Given
        Path clip = TestVideo.of(60).write(folder.resolve("removed.mp4"));
        desk.add(Desk.file("removed", clip, Pacing.REAL_TIME));
        await().atMost(PATIENCE).until(() -> desk.windows("removed").size() >= 2);
        // When
        desk.remove("removed");
        desk.awaitState("removed", SourceState.RETIRED);
        // Then
        List<FrameWindow> windows = desk.windows("removed");
        assertThat(windows.getLast().getLast()).isTrue();
        assertThat(desk.marks("removed")).extracting(WindowMark::getReason).containsExactly(MarkReason.EPOCH_END);
        assertThat(desk.marks("removed")).noneMatch(WindowMark::getEndsStream);
        assertThat(reason("removed")).isEqualTo("removed");
        assertThat(windows).noneMatch(FrameWindow::getKeepAll);
        assertOneAuthorForEachWindow("removed");
    }

    @Test
    void shouldBeginANewEpochWhereAFileJumpsBackOrChangesItsPicture() throws Exception {
        // Given
        Path jumping = folder.resolve("jumping.ts");
        for (int width : List.of(320, 320, 640)) {
            Path part = TestVideo.of(4).codec("mpeg2video").size(width, 240).write(folder.resolve("part.ts"));
            Files.write(jumping, Files.readAllBytes(part), java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        }
        // When
        desk.add(Desk.file("jumping", jumping, Pacing.FLAT_OUT));
        desk.awaitState("jumping", SourceState.RETIRED);
        // Then
        List<String> epochs = desk.windows("jumping").stream().map(FrameWindow::getEpoch).distinct().toList();
        assertThat(epochs).hasSize(3).isSorted();
        assertThat(desk.packets("jumping")).hasSize(300);
        assertThat(desk.windows("jumping").getLast().getWidth()).isEqualTo(640);
        assertThat(desk.marks("jumping")).extracting(WindowMark::getEndsStream).containsExactly(false, false, true);
        assertOneAuthorForEachWindow("jumping");
    }

    private String write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes).toUri().toString();
    }

    private String reason(String stream) {
        return desk.status(stream).orElseThrow().getReason();
    }

    private void assertOneAuthorForEachWindow(String stream) {
        List<String> epochs = desk.windows(stream).stream().map(FrameWindow::getEpoch).distinct().toList();
        for (String epoch : epochs) {
            List<Long> numbers = new ArrayList<>(Stream.concat(
                    desk.windows(stream).stream().filter(window -> window.getEpoch().equals(epoch))
                            .map(FrameWindow::getWindow),
                    desk.marks(stream).stream().filter(mark -> mark.getEpoch().equals(epoch))
                            .map(WindowMark::getWindow))
                    .toList());
            numbers.sort(Long::compare);
            assertThat(numbers).as("windows of %s", stream)
                    .containsExactlyElementsOf(LongStream.range(0, numbers.size()).boxed().toList());
            assertThat(desk.marks(stream).stream().filter(mark -> mark.getEpoch().equals(epoch)).reduce((a, b) -> b))
                    .hasValueSatisfying(mark -> assertThat(mark.getReason()).isEqualTo(MarkReason.EPOCH_END));
        }
    }

    private static void assertSamePackets(List<Packet> recorded, List<MediaPacket> read, Path clip) {
        assertThat(recorded).as("packets of %s", clip).hasSameSizeAs(read);
        for (int i = 0; i < read.size(); i++) {
            assertThat(recorded.get(i).getData()).isEqualTo(read.get(i).data());
            assertThat(recorded.get(i).getKey()).isEqualTo(read.get(i).key());
            assertThat(recorded.get(i).getPts()).isEqualTo(read.get(i).pts());
        }
    }

    private static String name(Path clip) {
        return clip.getFileName().toString();
    }
}
