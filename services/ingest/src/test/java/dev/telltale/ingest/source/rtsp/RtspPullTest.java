package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.dial.Trust;
import dev.telltale.ingest.guard.AllowEntry;
import dev.telltale.ingest.guard.DialScheme;
import dev.telltale.ingest.guard.Guard;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.http.TestCertificate;
import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.ingest.source.http.TestHttp;
import dev.telltale.ingest.source.push.ListenAddress;
import dev.telltale.ingest.source.push.Mount;
import dev.telltale.ingest.source.push.Ports;
import dev.telltale.ingest.source.push.Publication;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TestPublisher;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class RtspPullTest {
    private static final String OK = "RTSP/1.0 200 OK\r\nCSeq: CSEQ\r\n";
    private static final String VIDEO = "Content-Length: 21\r\n\r\nm=video 0 RTP/AVP 96\n";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    @Test
    void shouldPullFromAnIndependentServerWithBothKindsOfProof() throws Exception {
        // Given
        Path clip = h264();
        for (String method : List.of("DIGEST", "BASIC")) {
            try (GstServer server = GstServer.start(folder, clip, "ann", "s3cret-canary", method)) {
                // When
                List<MediaPacket> read = TestDoor.packets(
                        source(url("rtsp", server.port(), "/live"), TestDoor.credential()).open(deadline(10_000)));
                MediaInputException nobody = failure(url("rtsp", server.port(), "/live"), TestDoor.nobody());
                MediaInputException wrong = failure(url("rtsp", server.port(), "/live"),
                        new CredentialRef(new Credentials(Map.of("old", "ann:wrong"), Optional.empty()), "old"));
                MediaInputException nowhere = failure(url("rtsp", server.port(), "/none"), TestDoor.credential());
                // Then
                assertThat(read).as(method).hasSize(50);
                assertThat(nobody).hasMessageContaining("401 from the camera: it asks for a user and a password");
                assertThat(wrong).hasMessageContaining("401 from the camera: check credentialRef old");
                assertThat(nowhere).hasMessageContaining("404 from the camera");
            }
        }
    }

    @Test
    void shouldPullThroughTlsAndGiveSignsOfLife() throws Exception {
        // Given: what a publisher pushes at its own speed, played on by a camera with a certificate
        TestCertificate certificate = new TestCertificate(folder, TestDoor.HOST);
        Path clip = TestVideo.of(6).write(folder.resolve("clip.mp4"));
        try (Ports ports = new Ports(RtspPush::listen);
                ServerSocket socket = certificate.context().getServerSocketFactory().createServerSocket(0, 5, HERE)) {
            Mount mount = new Mount(new ListenAddress("rtsp", new InetSocketAddress(HERE, freePort()), "/in"), null);
            ports.mount(mount);
            CompletableFuture<Void> publishing = CompletableFuture
                    .runAsync(new TestPublisher(clip, mount.address().toString(), 1));
            Publication publication = Objects.requireNonNull(mount.await(deadline(10_000)));
            try (TestRtspServer camera = new TestRtspServer(socket, request -> null, publication)) {
                Guard guard = new Guard(Set.of(DialScheme.RTSPS), List.of(AllowEntry.parse(TestDoor.HOST)),
                        TestDoor.NAMES);
                Dialer dialer = new Dialer(guard, Trust.sockets(Optional.of(certificate.pem())));
                // When
                List<MediaPacket> read = TestDoor.packets(new RtspPullSource(dialer,
                        url("rtsps", camera.port(), "/live"), TestDoor.nobody()).open(deadline(10_000)));
                publishing.get(10, TimeUnit.SECONDS);
                // Then
                assertThat(read).hasSize(150);
                assertThat(camera.requests()).extracting(RtspRequest::method).startsWith("DESCRIBE", "SETUP", "PLAY",
                        "GET_PARAMETER");
            }
        }
    }

    @Test
    void shouldRefuseToFollowWhereTheGuardForbids() throws Exception {
        try (TestHttp inside = TestHttp.start()) {
            for (String to : List.of("rtsp://127.0.0.1:" + inside.port() + "/", "rtsp://inside.test:" + inside.port(),
                    "rtsp://0x7f.1:" + inside.port() + "/", "http://camera.test/", "file:///etc/passwd", "",
                    "rtsp://a:b@camera.test/", "rtsp://[::ffff:7f00:1]:" + inside.port() + "/")) {
                try (TestRtspServer camera = camera(
                        request -> "RTSP/1.0 302 Moved\r\nCSeq: CSEQ\r\nLocation: " + to + "\r\n\r\n")) {
                    assertThat(failure(url("rtsp", camera.port(), "/"), TestDoor.credential()).fault()).as(to)
                            .isEqualTo(Fault.FORBIDDEN);
                    assertThat(camera.requests()).noneMatch(request -> request.headers().containsKey("authorization"));
                }
            }
            assertThat(inside.hits()).isZero();
        }
    }

    @Test
    void shouldSayWhatIsWrongAndEndInTime() throws Exception {
        assertThat(told(request -> null)).hasMessageContaining("offers no video");
        assertThat(told(request -> "HTTP/1.1 400 Bad\r\n\r\n")).hasMessageContaining("is not RTSP");
        assertThat(told(request -> "RTSP/1.0 453 Not Enough\r\nCSeq: CSEQ\r\n\r\n"))
                .hasMessageContaining("too many viewers");
        assertThat(told(request -> OK + "Content-Base: x y\r\n" + VIDEO)).hasMessageContaining("odd characters");
        assertThat(told(request -> request.method().equals("SETUP")
                ? "RTSP/1.0 200 OK\r\nCSeq: CSEQ\r\nTransport: RTP/AVP;unicast\r\n\r\n"
                : OK + VIDEO))
                .hasMessageContaining("interleaved");
        assertThat(told(request -> "RTSP/1.0 200 OK\r\nCSeq: 99\r\n\r\n".repeat(99)))
                .hasMessageContaining("talks without answering");
        assertThat(told(request -> "").fault()).isEqualTo(Fault.STALLED);
        assertThat(told(request -> "RTSP/1.0 200 OK\r\nX: " + "x".repeat(20_000))).hasMessageContaining("longer than");
    }

    private MediaInputException told(TestRtspServer.Manner manner) throws Exception {
        try (TestRtspServer camera = camera(manner)) {
            return failure(url("rtsp", camera.port(), "/live"), TestDoor.nobody());
        }
    }

    private static TestRtspServer camera(TestRtspServer.Manner manner) throws IOException {
        return new TestRtspServer(new ServerSocket(0, 5, HERE), manner, null);
    }

    private Path h264() throws Exception {
        Path clip = folder.resolve("clip.mkv");
        try {
            Process ffmpeg = new ProcessBuilder("ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                    "testsrc2=size=320x240:rate=25:duration=2", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25",
                    clip.toString()).inheritIO().start();
            assertThat(ffmpeg.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no ffmpeg command line here (Debian package ffmpeg)");
        }
        return clip;
    }

    private static MediaInputException failure(StrictUrl url, CredentialRef credential) {
        MediaInputException failed = catchThrowableOfType(MediaInputException.class,
                () -> TestDoor.packets(source(url, credential).open(deadline(1500))));
        assertThat(failed).isNotNull();
        assertThat(failed.getMessage()).doesNotContain("s3cret");
        return failed;
    }

    private static RtspPullSource source(StrictUrl url, CredentialRef credential) {
        return new RtspPullSource(TestDoor.dialer(), url, credential);
    }

    private static StrictUrl url(String scheme, int port, String path) throws Exception {
        return StrictUrl.parse(scheme + "://" + TestDoor.HOST + ":" + port + path);
    }

    private static InterruptDeadline deadline(long millis) {
        return new InterruptDeadline(Duration.ofMillis(millis));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }
}
