package dev.telltale.ingest;

import dev.telltale.ingest.source.http.TestHttp;
import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.Packet;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TestVideo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@TestInstance(Lifecycle.PER_CLASS)
class HttpEndToEndTest {
    private static final String CANARY = "c4nary-passw0rd";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Path clip;
    private byte[] mp4;
    private byte[] ts;
    private TestHttp server;
    private TestHttp inside;
    private Desk desk;
    private ServiceContext context;
    private IngestService service;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        clip = TestVideo.of(6).write(folder.resolve("clip.mp4"));
        mp4 = Files.readAllBytes(clip);
        ts = Files.readAllBytes(TestVideo.of(4).codec("mpeg2video").write(folder.resolve("clip.ts")));
        server = TestHttp.start();
        inside = TestHttp.start();
        listen();
        desk = new Desk(folder.resolve("cluster"));
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("filed"), "ann:" + CANARY + "\n");
        context = desk.context("one",
                Map.of("telltale.ingest.addresses.schemes", "http,https,file", "telltale.ingest.addresses.allowed",
                        "127.0.0.1:" + server.port(), "telltale.ingest.credentials.news1", "ann:" + CANARY,
                        "telltale.ingest.secrets-folder", secrets.toString(), "telltale.ingest.backoff-max", "2s"));
        service = new IngestService(context);
        service.start();
    }

    private void listen() {
        log.start();
        Logger ours = (Logger) LoggerFactory.getLogger("dev.telltale");
        ours.setLevel(Level.DEBUG);
        ours.addAppender(log);
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        context.close();
        desk.close();
        server.close();
        inside.close();
        ((Logger) LoggerFactory.getLogger("dev.telltale")).detachAppender(log);
    }

    @Test
    void shouldRecordAFileFromAServerToItsEnd() throws Exception {
        // Given
        server.with("/clip.mp4", TestHttp.parts(mp4, mp4.length / 2));
        // When
        add("fetched", "/clip.mp4", null, Pacing.FLAT_OUT);
        desk.awaitState("fetched", SourceState.RETIRED);
        // Then
        assertThat(desk.status("fetched").orElseThrow().getReason()).isNull();
        assertThat(desk.packets("fetched")).extracting(Packet::getData)
                .containsExactlyElementsOf(Media.packets(clip).stream().map(MediaPacket::data).toList());
        assertThat(desk.windows("fetched").getLast().getLast()).isTrue();
    }

    @Test
    void shouldComeBackToALiveStreamInANewEpoch() {
        // Given: a stream that ends after every four seconds of video
        server.with("/live.ts", TestHttp.endless(ts));
        // When
        add("live", "/live.ts", null, Pacing.REAL_TIME);
        await().atMost(Duration.ofSeconds(30)).until(
                () -> desk.windows("live").stream().map(FrameWindow::getEpoch).distinct().count() >= 2);
        desk.remove("live");
        desk.awaitState("live", SourceState.RETIRED);
        // Then
        assertThat(desk.statuses("live")).extracting(StreamStatus::getState).contains(SourceState.LIVE,
                SourceState.BACKOFF);
    }

    @Test
    void shouldSayWhatIsWrongAndShowTheSecretNowhere() {
        // Given
        server.with("/wrong", (request, out) -> TestHttp.head(out, 401, "WWW-Authenticate: Basic realm=\"x\""))
                .with("/forbidden", (request, out) -> TestHttp.head(out, 403))
                .with("/breaks", TestHttp.parts(mp4, 100)).with("/page", TestHttp.text("<html>" + CANARY))
                .with("/away", TestHttp.redirect("http://127.0.0.1:" + inside.port() + "/"));
        // When
        for (String stream : List.of("wrong", "forbidden", "breaks", "page", "away")) {
            add(stream, "/" + stream, "news1", Pacing.REAL_TIME);
        }
        add("filed", "/wrong", "filed", Pacing.REAL_TIME);
        add("lost", "/wrong", "lost", Pacing.REAL_TIME);
        desk.add(Desk.spec("user", "http://ann:" + CANARY + "@127.0.0.1:" + server.port() + "/", Pacing.REAL_TIME));
        desk.add(Desk.spec("odd", "gopher://ann:" + CANARY + "@example.org/", Pacing.REAL_TIME));
        desk.add(Desk.spec("broken", "http://ann:" + CANARY + "@[", Pacing.REAL_TIME));
        desk.add(Desk.spec("query", "http://127.0.0.1/x?password=" + CANARY, Pacing.REAL_TIME));
        desk.add(Desk.spec("private", "http://192.168.1.1/", Pacing.REAL_TIME));
        desk.add(Desk.spec("inside", "http://127.0.0.1:" + inside.port() + "/", Pacing.REAL_TIME));
        desk.add(Desk.spec("scheme", "rtsp://127.0.0.1:" + server.port() + "/", Pacing.REAL_TIME));
        // Then
        assertThat(reason("wrong")).contains("401 from the server: check credentialRef news1")
                .contains("next attempt in");
        assertThat(reason("filed")).contains("check credentialRef filed");
        assertThat(reason("forbidden")).contains("403").contains("news1");
        assertThat(reason("breaks")).contains("broke off");
        assertThat(reason("page")).contains("HTML");
        assertThat(reason("away")).contains("a loopback address");
        assertThat(reason("lost")).contains("credential 'lost' is not configured");
        assertThat(reason("private")).contains("192.168.1.1 is a private address");
        assertThat(reason("inside")).contains("a loopback address: telltale.ingest.addresses.allowed has to name it");
        assertThat(reason("scheme")).contains("'rtsp' are not taken here");
        for (String stream : List.of("user", "odd", "broken", "query")) {
            assertThat(reason(stream)).contains("credentialRef");
        }
        assertThat(server.requests()).anyMatch(request -> request.header("authorization").startsWith("Basic "));
        assertThat(inside.hits()).isZero();
        assertNoSecret();
    }

    private void assertNoSecret() {
        for (String stream : List.of("wrong", "filed", "forbidden", "breaks", "page", "away", "lost", "private",
                "inside", "scheme", "user", "odd", "broken", "query")) {
            assertThat(desk.statuses(stream).toString()).doesNotContain(CANARY);
        }
        assertThat(context.metrics().scrape()).contains("telltale").doesNotContain(CANARY);
        assertThat(context.config().toString()).doesNotContain(CANARY);
        assertThat(List.copyOf(log.list)).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getFormattedMessage()).doesNotContain(CANARY);
            if (event.getThrowableProxy() != null) {
                assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy())).doesNotContain(CANARY);
            }
        });
    }

    private String reason(String stream) {
        await(stream).atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(200)).until(() -> desk
                .statuses(stream).stream().anyMatch(HttpEndToEndTest::isVerdict));
        return String.valueOf(desk.statuses(stream).stream().filter(HttpEndToEndTest::isVerdict).findFirst()
                .orElseThrow().getReason());
    }

    private static boolean isVerdict(StreamStatus status) {
        return status.getState() == SourceState.BACKOFF || status.getState() == SourceState.RETIRED;
    }

    private void add(String stream, String path, @Nullable String credential, Pacing pacing) {
        desk.add(StreamSpec.newBuilder(Desk.spec(stream, "http://127.0.0.1:" + server.port() + path, pacing))
                .setCredentialRef(credential).build());
    }
}
