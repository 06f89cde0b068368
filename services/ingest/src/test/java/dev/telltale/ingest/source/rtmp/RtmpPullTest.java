package dev.telltale.ingest.source.rtmp;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.ingest.source.http.TestHttp;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.MediaPacket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class RtmpPullTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    @Test
    void shouldPullFromAnIndependentServer() throws Exception {
        // Given: ffmpeg waits for a player, and knows nothing of us
        int port = freePort();
        for (String path : List.of("/live/film", "/live/")) {
            Process ffmpeg = ffmpeg("-re", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=3", "-f",
                    "lavfi",
                    "-i", "sine=duration=3", "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "25", "-c:a",
                    "aac", "-f", "flv", "-listen", "1", "rtmp://127.0.0.1:" + port + "/live/film");
            // When
            try {
                List<MediaPacket> read = await().atMost(Duration.ofSeconds(15)).ignoreExceptions().until(
                        () -> TestDoor.packets(source(port, path).open(deadline(5000))), packets -> !packets.isEmpty());
                // Then
                assertThat(read).hasSize(75);
                assertThat(read.getFirst().key()).isTrue();
            } finally {
                ffmpeg.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void shouldSayWhatTheServerSaysAndEndInTime() throws Exception {
        byte[] refused = message(20, Amf0.write("_error", 1.0, null,
                java.util.Map.of("code", "NetConnection.Connect.Rejected\u001b[2J", "level", "error")));
        assertThat(told(refused)).hasMessageContaining(
                "the server refuses (NetConnection.Connect.Rejected2J): check credentialRef news1");
        assertThat(told(message(1, new byte[]{0, 0, 0, 0}))).hasMessageContaining("chunks of 0 bytes");
        assertThat(told(message(20, new byte[]{2, 0, 9, 'x'}))).hasMessageContaining("ends too early");
        assertThat(told(message(20, new byte[]{77}))).hasMessageContaining("unknown kind");
        assertThat(told(new byte[0]).fault()).isEqualTo(Fault.STALLED);
        try (TestHttp web = TestHttp.start()) {
            assertThat(failure(source(web.port(), "/live/film"))).isInstanceOf(MediaInputException.class);
        }
    }

    @Test
    void shouldWantApplicationAndNameAndPassTheGuard() throws Exception {
        for (String path : List.of("/", "/live", "/live/")) {
            assertThatThrownBy(() -> new RtmpPullSource(TestDoor.dialer(), url(1, path), TestDoor.nobody()))
                    .isInstanceOf(RefusedSourceException.class).hasMessageContaining("/application/name");
        }
        try (TestHttp inside = TestHttp.start()) {
            StrictUrl url = StrictUrl.parse("rtmp://127.0.0.1:" + inside.port() + "/live/film");
            assertThat(failure(new RtmpPullSource(TestDoor.dialer(), url, TestDoor.nobody())).fault())
                    .isEqualTo(Fault.FORBIDDEN);
            assertThat(inside.hits()).isZero();
        }
    }

    /** A server that shakes hands, then says this and no more. */
    private MediaInputException told(byte[] words) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    OutputStream out = socket.getOutputStream();
                    in.skipNBytes(1537);
                    out.write(new byte[]{3});
                    out.write(new byte[2 * 1536]);
                    out.write(words);
                    out.flush();
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    Thread.currentThread().interrupt();
                }
            });
            return failure(source(server.getLocalPort(), "/live/film"));
        }
    }

    static byte[] message(int type, byte[] body) {
        byte[] chunk = new byte[12 + body.length];
        chunk[0] = 3;
        chunk[6] = (byte) body.length;
        chunk[7] = (byte) type;
        System.arraycopy(body, 0, chunk, 12, body.length);
        return chunk;
    }

    private Process ffmpeg(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(Files.createTempFile(folder, "ffmpeg", ".log").toFile()).start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: no ffmpeg command line here (Debian package ffmpeg)");
            throw e;
        }
    }

    private static MediaInputException failure(RtmpPullSource source) {
        MediaInputException failed = catchThrowableOfType(MediaInputException.class,
                () -> TestDoor.packets(source.open(deadline(1500))));
        assertThat(failed).isNotNull();
        assertThat(failed.getMessage()).doesNotContain("s3cret");
        return failed;
    }

    private static RtmpPullSource source(int port, String path) throws Exception {
        CredentialRef credential = path.endsWith("/")
                ? new CredentialRef(new dev.telltale.ingest.credentials.Credentials(java.util.Map.of("key", "film"),
                        java.util.Optional.empty()), "key")
                : TestDoor.credential();
        return new RtmpPullSource(TestDoor.dialer(), url(port, path), credential);
    }

    private static StrictUrl url(int port, String path) throws Exception {
        return StrictUrl.parse("rtmp://" + TestDoor.HOST + ":" + port + path);
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
