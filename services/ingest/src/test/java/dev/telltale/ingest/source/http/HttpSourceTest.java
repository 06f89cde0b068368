package dev.telltale.ingest.source.http;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.dial.Dialer;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.vision.media.FileBytes;
import dev.telltale.vision.media.InputLimits;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInput;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TestVideo;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@TestInstance(Lifecycle.PER_CLASS)
class HttpSourceTest {
    private static final int NEVER = Integer.MAX_VALUE;

    private byte[] mp4;
    private byte[] ts;
    private List<MediaPacket> sent;
    private TestHttp server;
    private TestHttp inside;

    @BeforeAll
    void makeClips(@TempDir Path folder) throws Exception {
        Path clip = TestVideo.of(6).write(folder.resolve("clip.mp4"));
        mp4 = Files.readAllBytes(clip);
        ts = Files.readAllBytes(TestVideo.of(6).codec("mpeg2video").write(folder.resolve("clip.ts")));
        sent = TestDoor.packets(MediaInput.open(FileBytes.open(clip), InputLimits.RECORDING, deadline(20_000)));
    }

    @BeforeEach
    void start() throws IOException {
        server = TestHttp.start();
        inside = TestHttp.start().with("/secret", TestHttp.whole(mp4));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        inside.close();
    }

    @AfterAll
    void forget() {
        mp4 = new byte[0];
        ts = new byte[0];
    }

    @Test
    void shouldReadAnMp4WithItsIndexAtTheEndByParts() throws Exception {
        // Given
        server.with("/clip.mp4", TestHttp.parts(mp4, NEVER));
        HttpSource source = source("/clip.mp4?token=t0ken");
        // When
        List<MediaPacket> read = read(source);
        // Then
        assertSame(read);
        assertThat(source.isRecording()).isTrue();
        assertThat(source.waitingFor()).doesNotContain("t0ken");
        assertThat(server.requests()).hasSizeLessThan(8).allMatch(request -> request.target().contains("t0ken"))
                .allMatch(request -> request.header("host").equals(TestDoor.HOST + ":" + server.port()));
    }

    @Test
    void shouldGoOnAtTheByteWhereAConnectionBroke() throws Exception {
        // Given
        server.with("/clip.mp4", TestHttp.parts(mp4, mp4.length / 4));
        // When
        List<MediaPacket> read = read(source("/clip.mp4"));
        // Then
        assertSame(read);
        assertThat(server.requests()).hasSizeGreaterThan(4);
    }

    @Test
    void shouldReadAStreamWithoutEndAndSayWhatAFileWithoutPartsLacks() throws Exception {
        // Given
        server.with("/live.ts", TestHttp.endless(ts)).with("/whole.mp4", TestHttp.whole(mp4));
        HttpSource live = source("/live.ts");
        // When
        List<MediaPacket> read = read(live);
        // Then
        assertThat(read).hasSize(150);
        assertThat(live.isRecording()).isFalse();
        assertThat(failure("/whole.mp4")).hasMessageContaining("server gives no parts");
    }

    @Test
    void shouldRefuseAResourceThatChangesWhileItIsRead() {
        // Given: the second answer is of another length
        AtomicInteger asked = new AtomicInteger();
        byte[] longer = Arrays.copyOf(mp4, mp4.length + 1);
        server.with("/clip.mp4", (request, out) -> TestHttp.parts(asked.getAndIncrement() == 0 ? mp4 : longer, NEVER)
                .write(request, out));
        // When, Then
        assertThat(failure("/clip.mp4")).isNotNull();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void shouldFollowRedirectsOnlyWhereTheGuardLets() throws Exception {
        // Given
        server.with("/clip.mp4", TestHttp.parts(mp4, NEVER)).with("/moved", TestHttp.redirect("clip.mp4"))
                .with("/loop", TestHttp.redirect("/loop")).with("/none", TestHttp.redirect(""));
        List<String> hostile = List.of("http://127.0.0.1:" + inside.port() + "/secret",
                "http://inside.test:" + inside.port() + "/secret", "http://0x7f.1:" + inside.port() + "/secret",
                "//127.0.0.1:" + inside.port() + "/secret", "http://[::1]:" + inside.port() + "/secret",
                "http://[::ffff:127.0.0.1]:" + inside.port() + "/", "file:///etc/passwd", "ftp://camera.test/x",
                "http://a:b@camera.test/", "rtmp://camera.test:" + inside.port() + "/a/b",
                "http://169.254.169.254/latest/meta-data/");
        for (int i = 0; i < hostile.size(); i++) {
            server.with("/hostile" + i, TestHttp.redirect(hostile.get(i)));
        }
        // When, Then
        assertSame(read(source("/moved")));
        for (int i = 0; i < hostile.size(); i++) {
            assertThat(failure("/hostile" + i).fault()).as(hostile.get(i)).isEqualTo(Fault.FORBIDDEN);
        }
        assertThat(inside.hits()).isZero();
        assertThat(failure("/loop")).hasMessageContaining("redirects more than 5 times");
        assertThat(failure("/none")).isNotNull();
    }

    @Test
    void shouldNotFollowANameThatAnswersDifferentlyTheSecondTime() throws Exception {
        // Given: the name is allowed as 127.0.0.1, and leads to another place of this machine when it is asked again
        AtomicInteger asked = new AtomicInteger();
        Dialer dialer = TestDoor.dialer(
                name -> List.of(InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")),
                "127.0.0.1");
        server.with("/clip.mp4", TestHttp.parts(mp4, NEVER));
        try (TestHttp second = TestHttp
                .on(new java.net.ServerSocket(server.port(), 5, InetAddress.getByName("127.0.0.2")))) {
            // When: the index at the end needs a second connection
            MediaInputException refused = failure(new HttpSource(dialer, url("/clip.mp4"), TestDoor.nobody()));
            // Then
            assertThat(refused).hasMessageContaining("leads to 127.0.0.2, a loopback address");
            assertThat(second.hits()).isZero();
            assertThat(server.hits()).isEqualTo(1);
        }
    }

    @Test
    void shouldProveItselfByDigestOrBasicToTheOriginAlone() throws Exception {
        // Given
        server.with("/digest", guarded("Digest realm=\"desk\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256"))
                .with("/basic", guarded("Basic realm=\"desk\"")).with("/away",
                        TestHttp.redirect("http://other.test:" + inside.port() + "/asks"));
        inside.with("/asks", guarded("Basic realm=\"elsewhere\""));
        Dialer both = TestDoor.dialer(TestDoor.NAMES, TestDoor.HOST, "other.test");
        // When, Then
        for (String path : List.of("/digest", "/basic")) {
            assertSame(read(new HttpSource(TestDoor.dialer(), url(path), TestDoor.credential())));
            assertThat(failure(path)).hasMessageContaining("401").hasMessageContaining("name them by credentialRef");
        }
        assertThat(failure(new HttpSource(both, url("/away"), TestDoor.credential())))
                .hasMessageContaining("401 from the server: check credentialRef news1");
        assertThat(inside.requests()).hasSize(1).noneMatch(request -> request.headers().containsKey("authorization"));
    }

    @Test
    void shouldEndAConversationThatLeadsNowhereInTime() {
        // Given
        server.with("/silent", (request, out) -> server.silence()).with("/dripping", (request, out) -> {
            TestHttp.head(out, 200, "Transfer-Encoding: chunked");
            drip(out, "1\r\nx\r\n");
        }).with("/dripping-head", (request, out) -> drip(out, "H"));
        // When, Then
        for (String path : List.of("/silent", "/dripping", "/dripping-head")) {
            long begun = System.nanoTime();
            MediaInputException stalled = failure(
                    new HttpSource(TestDoor.dialer(), url(path), TestDoor.nobody()), deadline(700));
            assertThat(stalled.fault()).as(path + " " + stalled.getMessage()).isEqualTo(Fault.STALLED);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void shouldSayInWordsWhatIsWrong() throws Exception {
        // Given
        server.with("/script",
                TestHttp.text("ffconcat version 1.0\nfile http://127.0.0.1:" + inside.port() + "/secret\n"))
                .with("/page", TestHttp.text("<html>login</html>")).with("/empty", TestHttp.text(""))
                .with("/gone", (request, out) -> TestHttp.head(out, 410)).with("/busy",
                        (request, out) -> TestHttp.head(out, 503))
                .with("/forbidden", (request, out) -> TestHttp.head(out, 403)).with("/odd", (request, out) -> out
                        .write("SSH-2.0-OpenSSH\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .with("/hangs-up", (request, out) -> {}).with("/zipped", (request, out) -> TestHttp.head(out, 200,
                        "Content-Encoding: gzip", "Content-Length: 3"));
        // When, Then
        assertThat(failure("/script")).hasMessageContaining("ffconcat script");
        assertThat(failure("/page")).hasMessageContaining("HTML");
        assertThat(failure("/empty")).hasMessageContaining("empty");
        assertThat(failure("/gone")).hasMessageContaining("nothing at this address");
        assertThat(failure("/missing")).hasMessageContaining("404");
        assertThat(failure("/busy")).hasMessageContaining("busy");
        assertThat(failure("/forbidden")).hasMessageContaining("403");
        assertThat(failure("/odd")).hasMessageContaining("is not HTTP");
        assertThat(failure("/hangs-up")).hasMessageContaining("hung up");
        assertThat(failure("/zipped")).hasMessageContaining("compressed");
        assertThat(inside.hits()).isZero();
        int closed;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        StrictUrl nobodyListens = StrictUrl.parse("http://" + TestDoor.HOST + ":" + closed + "/");
        assertThat(failure(new HttpSource(TestDoor.dialer(), nobodyListens, TestDoor.nobody())))
                .hasMessageContaining("refuses the connection");
    }

    private TestHttp.Answer guarded(String challenge) {
        return (request, out) -> {
            if (TestAuthorization.proves(request, challenge, TestDoor.SECRET)) {
                TestHttp.parts(mp4, NEVER).write(request, out);
            } else {
                TestHttp.head(out, 401, "WWW-Authenticate: " + challenge, "Content-Length: 0");
            }
        };
    }

    /** Half a byte a second would do; the deadline of the test is short. */
    private void drip(java.io.OutputStream out, String drop) throws Exception {
        for (int i = 0; i < 100; i++) {
            out.write(drop.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.flush();
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private void assertSame(List<MediaPacket> read) {
        assertThat(read).extracting(MediaPacket::data).containsExactlyElementsOf(
                sent.stream().map(MediaPacket::data).toList());
    }

    private static List<MediaPacket> read(HttpSource source) throws Exception {
        return TestDoor.packets(source.open(deadline(10_000)));
    }

    private MediaInputException failure(String path) {
        return failure(source(path));
    }

    private static MediaInputException failure(HttpSource source) {
        return failure(source, deadline(10_000));
    }

    private static MediaInputException failure(HttpSource source, InterruptDeadline deadline) {
        MediaInputException failed = catchThrowableOfType(MediaInputException.class,
                () -> TestDoor.packets(source.open(deadline)));
        assertThat(failed).isNotNull();
        return failed;
    }

    private HttpSource source(String path) {
        CredentialRef nobody = TestDoor.nobody();
        return new HttpSource(TestDoor.dialer(), url(path), nobody);
    }

    private StrictUrl url(String path) {
        try {
            return StrictUrl.parse("http://" + TestDoor.HOST + ":" + server.port() + path);
        } catch (dev.telltale.ingest.guard.RefusedUrlException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InterruptDeadline deadline(long millis) {
        return new InterruptDeadline(Duration.ofMillis(millis));
    }
}
