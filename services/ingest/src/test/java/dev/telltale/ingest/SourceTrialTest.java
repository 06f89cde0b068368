package dev.telltale.ingest;

import dev.telltale.ingest.guard.Resolver;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.TestSender;
import dev.telltale.ingest.source.http.TestHttp;
import dev.telltale.ingest.worker.Listeners;
import dev.telltale.ingest.worker.SourceFactory;
import dev.telltale.kit.config.ConfigLoader;
import dev.telltale.kit.config.RefusedConfigException;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SourceTrialTest {
    @Test
    void shouldSayWhatASourceGives(@TempDir Path folder) throws Exception {
        // Given
        byte[] mp4 = Files.readAllBytes(TestVideo.of(6).gop(50).write(folder.resolve("clip.mp4")));
        try (TestHttp server = TestHttp.start(); Listeners ports = new Listeners(ConfigLoader.of(Map.of()).ingest())) {
            server.with("/clip.mp4", TestHttp.parts(mp4, Integer.MAX_VALUE));
            // When
            SourceReport report = trial(server, ports).look(
                    "http://127.0.0.1:" + server.port() + "/clip.mp4", null, SourceTrialTest::unseen);
            // Then
            assertThat(report.live()).isFalse();
            assertThat(report.codec()).isEqualTo("mpeg4");
            assertThat(report.width()).isEqualTo(320);
            assertThat(report.height()).isEqualTo(240);
            assertThat(report.framesPerSecond()).isCloseTo(25, within(0.01));
            // A key frame follows the B-frames before it, so the encoder's 50 frames are 49 as they are shown.
            assertThat(report.keyFrameEvery()).contains(Duration.ofMillis(1960));
            assertThat(report.bitsPerSecond()).isCloseTo(mp4.length * 8L / 6, within(mp4.length / 6L));
            assertThat(report.sentence()).startsWith("a recording: mpeg4, 320 x 240, 25.00 frames a second, "
                    + "a key frame every 2.0 s");
        }
    }

    @Test
    void shouldSayWhatIsWrongInSeconds() throws Exception {
        try (TestHttp server = TestHttp.start(); Listeners ports = new Listeners(ConfigLoader.of(Map.of()).ingest())) {
            server.with("/silent", (request, out) -> server.silence());
            SourceTrial trial = trial(server, ports);
            String base = "http://127.0.0.1:" + server.port();
            long begun = System.nanoTime();
            assertThatThrownBy(() -> trial.look(base + "/none?token=t0ken", null, SourceTrialTest::unseen))
                    .isInstanceOf(MediaInputException.class).hasMessageContaining("404")
                    .hasMessageNotContaining("t0ken");
            assertThatThrownBy(() -> trial.look(base + "/silent", null, SourceTrialTest::unseen))
                    .isInstanceOf(MediaInputException.class).hasMessageContaining("gave nothing usable for 1 s");
            assertThatThrownBy(() -> trial.look("rtmp://127.0.0.1/a/b", null, SourceTrialTest::unseen))
                    .isInstanceOf(RefusedSourceException.class).hasMessageContaining("addresses.schemes");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void shouldNotWaitForeverForSomebodyToPush() throws Exception {
        try (TestHttp server = TestHttp.start(); Listeners ports = new Listeners(ConfigLoader.of(Map.of()).ingest())) {
            SourceTrial trial = new SourceTrial(
                    Sources.of(ConfigLoader.of(Map.of("telltale.ingest.credentials.desk", "long-enough-for-srt"))
                            .ingest(), ports, Resolver.SYSTEM),
                    Duration.ofSeconds(1), System::nanoTime);
            for (String source : List.of("udp://127.0.0.1:" + TestSender.freeUdpPort(),
                    "srt+listen://127.0.0.1:" + TestSender.freeUdpPort(),
                    "rtsp+listen://127.0.0.1:" + TestSender.freePort() + "/in")) {
                assertThatThrownBy(() -> trial.look(source, "desk", SourceTrialTest::unseen))
                        .isInstanceOf(MediaInputException.class)
                        .hasMessageContaining("nobody has sent anything within 1 s");
            }
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void shouldListenOnLoopbackAloneUnlessConfigured() throws Exception {
        try (Listeners ports = new Listeners(ConfigLoader.of(Map.of()).ingest())) {
            SourceFactory closed = Sources.of(ConfigLoader.of(Map.of()).ingest(), ports, Resolver.SYSTEM);
            SourceFactory open = Sources.of(ConfigLoader.of(Map.of("telltale.ingest.listen-beyond-loopback", "true",
                    "telltale.ingest.credentials.desk", "long-enough-for-srt", "telltale.ingest.credentials.brief",
                    "brief")).ingest(), ports, Resolver.SYSTEM);
            for (String source : List.of("udp://0.0.0.0:5000", "srt+listen://0.0.0.0:5000",
                    "rtsp+listen://0.0.0.0:5000/x")) {
                assertThatThrownBy(() -> closed.create(source, null)).hasMessageContaining("listen-beyond-loopback");
            }
            for (String source : List.of("srt+listen://0.0.0.0:5000", "rtsp+listen://0.0.0.0:5000/x")) {
                assertThatThrownBy(() -> open.create(source, null)).hasMessageContaining("credentialRef");
                open.create(source, "desk").close();
            }
            for (String near : List.of("srt+listen://127.0.0.1:5000", "rtsp+listen://127.0.0.1:5000/x",
                    "rtmp+listen://127.0.0.1:5000/a/b", "ws+listen://127.0.0.1:5000/x")) {
                assertThatThrownBy(() -> closed.create(near, null)).hasMessageContaining("needs a key");
            }
            assertThatThrownBy(() -> open.create("srt+listen://127.0.0.1:5000", "brief"))
                    .hasMessageContaining("10 to 79 characters");
            for (String odd : List.of("srt+listen://0177.0.0.1:5000", "srt+listen://127.0.0.1:5000/x",
                    "srt+listen://127.0.0.1", "srt+listen://127.0.0.1:5000?mode=caller", "udp://127.0.0.1",
                    "rtsp+listen://127.1:5000/x", "v4l2:///dev/sda", "v4l2://host/dev/video0",
                    "v4l2:///dev/../dev/video0", "v4l2:///dev/video0?size=big", "v4l2:///dev/video0?size=0x0",
                    "v4l2:///dev/video0?rate=1000")) {
                assertThatThrownBy(() -> SourceFactory.check(odd, "desk")).as(odd)
                        .isInstanceOf(RefusedSourceException.class);
            }
        }
    }

    @Test
    void shouldSayThatThereIsNoSuchCamera() throws Exception {
        try (Listeners ports = new Listeners(ConfigLoader.of(Map.of()).ingest())) {
            SourceTrial trial = new SourceTrial(
                    Sources.of(ConfigLoader.of(Map.of("telltale.ingest.addresses.schemes", "v4l2")).ingest(), ports,
                            Resolver.SYSTEM),
                    Duration.ofSeconds(1), System::nanoTime);
            assertThatThrownBy(
                    () -> trial.look("v4l2:///dev/video999?size=640x480&rate=30", null, SourceTrialTest::unseen))
                    .isInstanceOf(MediaInputException.class)
                    .hasMessageContaining("/dev/video999: is no camera of this machine");
        }
    }

    @Test
    void shouldNameTheSettingThatCannotBeRead() {
        try (Listeners ports = new Listeners(ConfigLoader.of(Map.of()).ingest())) {
            assertThatThrownBy(() -> Sources.of(ConfigLoader.of(
                    Map.of("telltale.ingest.addresses.allowed", "10.0.0.0/33")).ingest(), ports, Resolver.SYSTEM))
                    .isInstanceOf(RefusedConfigException.class)
                    .hasMessageContaining("telltale.ingest.addresses.allowed").hasMessageContaining("33");
            assertThatThrownBy(() -> ConfigLoader.of(Map.of("telltale.ingest.addresses.schemes", "https,gopher")))
                    .isInstanceOf(RefusedConfigException.class).hasMessageContaining("gopher");
        }
    }

    private static SourceTrial trial(TestHttp server, Listeners ports) {
        return new SourceTrial(Sources.of(ConfigLoader.of(Map.of("telltale.ingest.addresses.schemes", "http",
                "telltale.ingest.addresses.allowed", "127.0.0.1:" + server.port())).ingest(), ports,
                Resolver.SYSTEM), Duration.ofSeconds(1), System::nanoTime);
    }

    private static void unseen(CodedVideo video, MediaPacket packet) {
        // Nobody looks at the pictures.
    }
}
