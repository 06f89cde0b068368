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
import dev.telltale.vision.media.TestPublisher;
import dev.telltale.vision.media.TestVideo;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@TestInstance(Lifecycle.PER_CLASS)
class RtspEndToEndTest {
    private Path folder;
    private Desk desk;
    private ServiceContext context;
    private IngestService service;
    private int port;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        port = freePort();
        desk = new Desk(folder.resolve("cluster"));
        context = desk.context("one",
                Map.of("telltale.ingest.credentials.studio", "s3cret", "telltale.ingest.stall", "1s"));
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
    void shouldRecordWhatAPublisherPushesWithTheKey() throws Exception {
        // Given
        Path clip = TestVideo.of(6).gop(50).write(folder.resolve("pushed.mp4"));
        listen("pushed", "studio");
        // When
        new TestPublisher(clip, url("any:s3cret@", "pushed"), 3).run();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(desk.marks("pushed")).hasSize(1));
        // Then
        List<MediaPacket> sent = Media.packets(clip);
        List<Packet> recorded = desk.packets("pushed");
        assertThat(recorded).hasSameSizeAs(sent);
        assertThat(recorded).extracting(packet -> packet.getData().remaining())
                .containsExactlyElementsOf(sent.stream().map(MediaPacket::size).toList());
        assertThat(recorded).extracting(Packet::getData)
                .containsExactlyElementsOf(sent.stream().map(MediaPacket::data).toList());
        assertThat(recorded).extracting(Packet::getKey)
                .containsExactlyElementsOf(sent.stream().map(MediaPacket::key).toList());
        List<FrameWindow> windows = desk.windows("pushed");
        assertThat(windows.getLast().getLast()).isTrue();
        assertThat(windows).extracting(FrameWindow::getCaptureStart).isSorted();
        assertThat(desk.marks("pushed")).extracting(WindowMark::getReason).containsExactly(MarkReason.EPOCH_END);
        assertThat(desk.statuses("pushed")).extracting(StreamStatus::getState).contains(SourceState.CONNECTING,
                SourceState.LIVE,
                SourceState.BACKOFF);
        assertThat(desk.statuses("pushed")).extracting(StreamStatus::getReason)
                .contains("waiting for a publisher at rtsp://127.0.0.1:" + port + "/pushed");
    }

    @Test
    void shouldRecordH264WithBFramesFromASharedClip() throws Exception {
        // Given
        Path clip = Media.sharedClips().getFirst();
        listen("h264", "studio");
        // When
        new TestPublisher(clip, url("any:s3cret@", "h264"), 4).run();
        await().atMost(Duration.ofSeconds(20)).until(() -> desk.marks("h264").size() == 1);
        // Then: the parser may put parameter sets in front of key frames, and nothing else
        assertThat(desk.packets("h264")).hasSameSizeAs(Media.packets(clip));
        assertThat(desk.windows("h264")).extracting(FrameWindow::getCodec).containsOnly("h264");
    }

    @Test
    void shouldTakeTheKeyFromThePathAndTellSeveralStreamsOfOnePortApart() throws Exception {
        // Given
        Path clip = TestVideo.of(3).write(folder.resolve("several.mp4"));
        listen("left", "studio");
        listen("right", "studio");
        // When
        CompletableFuture<Void> left = CompletableFuture.runAsync(new TestPublisher(clip, url("", "left/s3cret"), 2));
        CompletableFuture<Void> right = CompletableFuture
                .runAsync(new TestPublisher(clip, url("any:s3cret@", "right"), 2));
        CompletableFuture.allOf(left, right).get();
        // Then
        for (String stream : List.of("left", "right")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> desk.marks(stream).size() == 1);
            assertThat(desk.packets(stream)).hasSize(75);
        }
    }

    @Test
    void shouldRefuseAWrongKeyAnUnknownPathAndAddressesBeyondThisMachine() throws Exception {
        // Given
        Path clip = TestVideo.of(1).write(folder.resolve("refused.mp4"));
        listen("guarded", "studio");
        desk.add(Desk.spec("abroad", "rtsp+listen://0.0.0.0:" + port + "/abroad", Pacing.REAL_TIME));
        desk.add(StreamSpec.newBuilder(Desk.spec("keyless", listenUrl("keyless"), Pacing.REAL_TIME))
                .setCredentialRef("lost").build());
        // When, Then
        for (String url : List.of(url("any:wrong@", "guarded"), url("", "guarded"), url("", "guarded/wrong"),
                url("", "nowhere"))) {
            assertThatThrownBy(new TestPublisher(clip, url, 1)::run).as(url).hasMessageContaining("cannot begin");
        }
        assertThat(desk.windows("guarded")).isEmpty();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(String.valueOf(desk.status("guarded").orElseThrow().getReason()))
                        .matches("waiting for a publisher at .*/guarded; \\d attempts with a wrong key"));
        desk.awaitState("abroad", SourceState.RETIRED);
        desk.awaitState("keyless", SourceState.RETIRED);
        assertThat(desk.status("abroad").orElseThrow().getReason()).contains("not a loopback address");
        assertThat(desk.status("keyless").orElseThrow().getReason()).contains("credential 'lost' is not configured");
    }

    @Test
    void shouldNoticeAStallHangUpAndRecordTheNextPublisherInANewEpoch() throws Exception {
        // Given: a publisher at a hundredth of its speed sends a packet every four seconds
        Path clip = TestVideo.of(4).write(folder.resolve("stalled.mp4"));
        listen("stalled", "studio");
        // When
        new TestPublisher(clip, url("any:s3cret@", "stalled"), 4).run();
        desk.awaitState("stalled", SourceState.CONNECTING);
        TestPublisher slow = new TestPublisher(clip, url("any:s3cret@", "stalled"), 0.01);
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(slow);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> desk.statuses("stalled").stream()
                        .anyMatch(status -> status.getState() == SourceState.STALLED
                                || String.valueOf(status.getReason()).contains("gave no packet")));
        slow.stop();
        publishing.handle((done, failed) -> true).get();
        // Then
        assertThat(desk.windows("stalled").getFirst().getEpoch()).isNotEmpty();
        assertThat(desk.marks("stalled")).extracting(WindowMark::getReason).contains(MarkReason.EPOCH_END);
    }

    @Test
    void shouldSayThatAPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            String source = "rtsp+listen://127.0.0.1:" + taken.getLocalPort() + "/taken";
            desk.add(StreamSpec.newBuilder(Desk.spec("taken", source, Pacing.REAL_TIME)).setCredentialRef("studio")
                    .build());
            // Then
            desk.awaitState("taken", SourceState.BACKOFF);
            assertThat(desk.statuses("taken")).extracting(StreamStatus::getReason)
                    .anyMatch(reason -> String.valueOf(reason).contains("port " + taken.getLocalPort() + " is in use"));
        }
    }

    private void listen(String stream, @Nullable String credential) {
        desk.add(StreamSpec.newBuilder(Desk.spec(stream, listenUrl(stream), Pacing.REAL_TIME))
                .setCredentialRef(credential).build());
        await().atMost(Duration.ofSeconds(30)).until(() -> desk.status(stream).stream()
                .anyMatch(status -> String.valueOf(status.getReason()).startsWith("waiting for a publisher")));
    }

    private String listenUrl(String path) {
        return "rtsp+listen://127.0.0.1:" + port + "/" + path;
    }

    private String url(String user, String path) {
        return "rtsp://" + user + "127.0.0.1:" + port + "/" + path;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
