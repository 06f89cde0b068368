package dev.telltale.ingest;

import dev.telltale.ingest.source.TestSender;
import dev.telltale.ingest.source.http.TestHttp;
import dev.telltale.ingest.source.rtsp.GstServer;
import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.WindowMark;
import dev.telltale.vision.media.TestFfmpeg;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every kind of source from an independent sender to records in the log, on one broker. */
@TestInstance(Lifecycle.PER_CLASS)
class SourcesEndToEndTest {
    private static final String SECRET = "s3cret-canary-phrase";

    private Path folder;
    private Path clip;
    private Desk desk;
    private ServiceContext context;
    private IngestService service;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        clip = TestFfmpeg.make(folder.resolve("clip.mkv"), "-f lavfi -i testsrc2=size=320x240:rate=25:duration=6"
                + " -c:v libx264 -preset ultrafast -bf 0 -g 25 -b:v 300k");
        desk = new Desk(folder.resolve("cluster"));
        context = desk.context("one",
                Map.of("telltale.ingest.addresses.schemes",
                        "http,rtsp,rtmp,srt,udp,srt+listen,rtmp+listen,ws+listen", "telltale.ingest.addresses.allowed",
                        "127.0.0.1", "telltale.ingest.credentials.desk", SECRET, "telltale.ingest.credentials.ann",
                        "ann:" + SECRET, "telltale.ingest.stall", "1s", "telltale.ingest.backoff-min", "300ms"));
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
    void shouldRecordWhatIsSentByUdpAndTellWhenItStops() throws Exception {
        int port = TestSender.freeUdpPort();
        add("udp", "udp://127.0.0.1:" + port + "?program=1", null, "waiting for datagrams at udp://127.0.0.1:" + port);
        try (TestSender sender = send("-f mpegts udp://127.0.0.1:" + port + "?pkt_size=1316")) {
            awaitWindows("udp", "h264");
            assertThat(sender.said()).isEmpty();
        }
        awaitReason("udp", SourceState.STALLED, "no packet for 1 s");
        awaitReason("udp", SourceState.BACKOFF, "gave no packet for 4 s");
    }

    @Test
    void shouldRecordWhatASrtPublisherPushes() throws Exception {
        int port = TestSender.freeUdpPort();
        TestSender.assumeProtocol("srt");
        add("srt-in", "srt+listen://127.0.0.1:" + port, "desk", "waiting for a publisher at srt://127.0.0.1:" + port);
        try (TestSender sender = send("-f mpegts srt://127.0.0.1:" + port + "?passphrase=" + SECRET)) {
            awaitWindows("srt-in", "h264");
            assertThat(sender.said()).isEmpty();
        }
    }

    @Test
    void shouldRecordWhatASrtServerGives() throws Exception {
        int port = TestSender.freeUdpPort();
        TestSender.assumeProtocol("srt");
        try (TestSender server = send("-f mpegts srt://127.0.0.1:" + port + "?mode=listener&passphrase=" + SECRET)) {
            add("srt-out", "srt://127.0.0.1:" + port, "desk", "connecting to srt://127.0.0.1:" + port);
            awaitWindows("srt-out", "h264");
            assertThat(server.said()).isEmpty();
        }
    }

    @Test
    void shouldRecordWhatARtmpPublisherPushes() throws Exception {
        String address = "rtmp://127.0.0.1:" + TestSender.freePort() + "/live/in";
        add("rtmp-in", address.replace("rtmp:", "rtmp+listen:"), "desk", "waiting for a publisher at " + address);
        try (TestSender sender = send("-f flv " + address + "/" + SECRET)) {
            awaitWindows("rtmp-in", "h264");
            assertThat(sender.said()).isEmpty();
        }
        awaitReason("rtmp-in", SourceState.BACKOFF, "the publisher has gone");
    }

    @Test
    void shouldRecordWhatARtmpServerGives() throws Exception {
        String address = "rtmp://127.0.0.1:" + TestSender.freePort() + "/live/film";
        try (TestSender server = send("-f flv -listen 1 " + address)) {
            add("rtmp-out", address, null, "connecting to " + address);
            awaitWindows("rtmp-out", "h264");
            assertThat(server.said()).isEmpty();
        }
    }

    @Test
    void shouldRecordWhatACameraGives() throws Exception {
        try (GstServer camera = GstServer.start(folder, clip, "ann", SECRET, "DIGEST")) {
            String address = "rtsp://127.0.0.1:" + camera.port() + "/live";
            add("rtsp-out", address, "ann", "connecting to " + address);
            awaitWindows("rtsp-out", "h264");
        }
    }

    @Test
    void shouldRecordAPlaylistToItsEnd() throws Exception {
        Path playlist = TestFfmpeg.make(folder.resolve("film.m3u8"),
                "-i " + clip + " -c copy -hls_time 2 -hls_playlist_type vod -f hls");
        try (TestHttp server = TestHttp.start(); Stream<Path> files = Files.list(folder)) {
            server.with("/film.m3u8", TestHttp.text(Files.readString(playlist)));
            for (Path piece : files.filter(file -> file.toString().endsWith(".ts")).toList()) {
                server.with("/" + piece.getFileName(), TestHttp.parts(Files.readAllBytes(piece), Integer.MAX_VALUE));
            }
            String address = "http://127.0.0.1:" + server.port() + "/film.m3u8";
            desk.add(Desk.spec("hls", address, Pacing.FLAT_OUT));
            awaitReason("hls", SourceState.RETIRED, null);
            assertThat(desk.packets("hls")).hasSize(150);
            assertThat(desk.windows("hls").getLast().getLast()).isTrue();
        }
    }

    @Test
    void shouldRecordWhatAParticipantPushesThroughAWebSocket() throws Exception {
        byte[] webm = Files.readAllBytes(TestFfmpeg.make(folder.resolve("call.webm"),
                "-f lavfi -i testsrc2=size=320x240:rate=25:duration=3 -c:v libvpx -deadline realtime -cpu-used 8 -g 25"
                        + " -f webm -live 1"));
        String address = "ws://127.0.0.1:" + TestSender.freePort() + "/call/ann";
        add("ws", address.replace("ws:", "ws+listen:"), "desk", "waiting for a publisher at " + address);
        try (HttpClient browser = HttpClient.newHttpClient()) {
            WebSocket socket = await().atMost(Duration.ofSeconds(5)).ignoreExceptions()
                    .until(() -> browser.newWebSocketBuilder().buildAsync(URI.create(address + "?token=" + SECRET),
                            new WebSocket.Listener() {
                            }).get(5, TimeUnit.SECONDS), open -> true);
            socket.sendBinary(ByteBuffer.wrap(webm), true).get(5, TimeUnit.SECONDS);
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
            awaitReason("ws", SourceState.BACKOFF, "the publisher has gone");
        }
        assertThat(desk.windows("ws")).extracting(FrameWindow::getCodec).containsOnly("vp8");
        assertThat(desk.packets("ws")).hasSize(75);
        assertThat(desk.marks("ws")).extracting(WindowMark::getReason).containsExactly(MarkReason.EPOCH_END);
    }

    private TestSender send(String to) {
        return TestSender.start(folder, "-re -stream_loop -1 -i " + clip + " -c copy " + to);
    }

    private void add(String stream, String source, @Nullable String credential, String first) throws IOException {
        desk.add(StreamSpec.newBuilder(Desk.spec(stream, source, Pacing.REAL_TIME)).setCredentialRef(credential)
                .build());
        awaitReason(stream, SourceState.CONNECTING, first);
    }

    private void awaitWindows(String stream, String codec) {
        await(stream).atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200))
                .until(() -> !desk.windows(stream).isEmpty());
        assertThat(desk.windows(stream)).extracting(FrameWindow::getCodec).containsOnly(codec);
        assertThat(desk.statuses(stream)).extracting(StreamStatus::getState).contains(SourceState.LIVE);
        assertThat(desk.statuses(stream).toString()).doesNotContain(SECRET);
    }

    /** Waits until a state was told with these words somewhere in its reason; null: with none. */
    private void awaitReason(String stream, SourceState state, @Nullable String words) {
        await(stream + " " + state).atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).until(
                () -> desk.statuses(stream).stream().filter(status -> status.getState() == state)
                        .anyMatch(status -> words == null
                                ? status.getReason() == null
                                : Objects.requireNonNullElse(status.getReason(), "").contains(words)));
    }
}
