package dev.telltale.ingest.source.websocket;

import dev.telltale.ingest.source.TestSender;
import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.ingest.source.push.ListenAddress;
import dev.telltale.ingest.source.push.Mount;
import dev.telltale.ingest.source.push.Ports;
import dev.telltale.ingest.source.push.PushSource;
import dev.telltale.kit.config.DataSize;
import dev.telltale.kit.config.WebSocketConfig;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;
import dev.telltale.vision.media.TestFfmpeg;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** A browser's side is played by Java's own WebSocket, which shares no code with Jetty. */
class WebSocketPushTest {
    private static final String TOKEN = "t0ken-canary";

    private final WebSocketConfig limits = new WebSocketConfig(new DataSize(1 << 20), new DataSize(8 << 20));
    private final HttpClient http = HttpClient.newHttpClient();
    /** Not the common pool: on two cores it has one thread, which Java's WebSocket needs. */
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private Ports ports = new Ports(address -> WebSocketFront.listen(address, limits));
    private ListenAddress address = new ListenAddress("ws", new InetSocketAddress(0), "/call/ann");

    @TempDir
    private Path folder;

    @BeforeEach
    void choosePort() throws IOException {
        address = new ListenAddress("ws", new InetSocketAddress(InetAddress.getLoopbackAddress(),
                TestSender.freePort()), "/call/ann");
    }

    @AfterEach
    void close() {
        ports.close();
        readers.shutdownNow();
        http.close();
    }

    @ParameterizedTest
    @CsvSource({"webm, vp8, -c:v libvpx -deadline realtime -cpu-used 8 -f webm -live 1",
        "webm, vp9, -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -f webm -live 1",
        "mp4, h264, -c:v libx264 -preset ultrafast -bf 0 -movflags frag_keyframe+empty_moov+default_base_moof -f mp4"})
    void shouldReadWhatAParticipantPushes(String kind, String codec, String encoder) throws Exception {
        // Given: as MediaRecorder would write it: pieces of a container without an index
        byte[] media = Files.readAllBytes(TestFfmpeg.make(folder.resolve("clip." + kind),
                "-f lavfi -i testsrc2=size=320x240:rate=25:duration=3 -g 25 -b:v 500k " + encoder));
        CompletableFuture<List<MediaPacket>> read = reading(codec);
        // When
        WebSocket participant = connect("?token=" + TOKEN, new Told());
        for (int from = 0; from < media.length; from += 10_000) {
            send(participant, Arrays.copyOfRange(media, from, Math.min(media.length, from + 10_000)));
        }
        participant.sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
        // Then
        assertThat(read.get(10, TimeUnit.SECONDS)).hasSize(75);
    }

    @Test
    void shouldLetNobodyInWithoutTheTokenNorTwoAtOnce() throws Exception {
        CompletableFuture<List<MediaPacket>> read = reading("none");
        assertThat(refusal("")).isEqualTo(401);
        assertThat(refusal("?token=wrong")).isEqualTo(401);
        address = new ListenAddress("ws", address.socket(), "/call/bob");
        assertThat(refusal("?token=" + TOKEN)).isEqualTo(404);
        address = new ListenAddress("ws", address.socket(), "/call/ann");
        Told told = new Told();
        WebSocket first = http.newWebSocketBuilder().header("Authorization", "Bearer " + TOKEN)
                .buildAsync(uri(""), told).get(5, TimeUnit.SECONDS);
        await().atMost(Duration.ofSeconds(5)).until(() -> refusal("?token=" + TOKEN) == 503);
        send(first, "<html>not a video</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read.get(5, TimeUnit.SECONDS)).hasMessageContaining("is XML or HTML, not video")
                .hasMessageNotContaining(TOKEN);
        assertThat(told.closed.get(5, TimeUnit.SECONDS)).isEqualTo("1001 this stream is no longer read");
    }

    @Test
    void shouldRefuseTextAndMessagesThatAreTooLarge() throws Exception {
        CompletableFuture<List<MediaPacket>> read = reading("none");
        Told text = new Told();
        connect("?token=" + TOKEN, text).sendText("{\"type\":\"offer\"}", true).get(5, TimeUnit.SECONDS);
        assertThat(text.closed.get(5, TimeUnit.SECONDS)).startsWith("1003 ");
        assertThatThrownBy(() -> read.get(5, TimeUnit.SECONDS)).hasMessageContaining("sends text, and video is binary");
        CompletableFuture<List<MediaPacket>> again = reading("none");
        Told large = new Told();
        WebSocket sender = connect("?token=" + TOKEN, large);
        byte[] header = {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3};
        sender.sendBinary(ByteBuffer.wrap(Arrays.copyOf(header, 1 << 19)), false).get(5, TimeUnit.SECONDS);
        sender.sendBinary(ByteBuffer.allocate(1 << 19), false).get(5, TimeUnit.SECONDS);
        sender.sendBinary(ByteBuffer.allocate(1), true).get(5, TimeUnit.SECONDS);
        assertThat(large.closed.get(5, TimeUnit.SECONDS)).startsWith("1009 ");
        assertThatThrownBy(() -> again.get(5, TimeUnit.SECONDS)).hasMessageContaining("ws://127.0.0.1");
    }

    @Test
    void shouldSayThatALineBroke() throws Exception {
        CompletableFuture<List<MediaPacket>> read = reading("none");
        connect("?token=" + TOKEN, new Told()).abort();
        assertThatThrownBy(() -> read.get(5, TimeUnit.SECONDS)).hasMessageContaining("its connection broke")
                .hasMessageNotContaining("null");
    }

    @Test
    void shouldMakeASenderWaitThatIsFasterThanItsReader() throws Exception {
        // Given: a reader that takes nothing
        Mount mount = new Mount(address, TOKEN);
        ports.mount(mount);
        CompletableFuture<Object> arrived = CompletableFuture.supplyAsync(() -> mount.await(deadline()), readers);
        WebSocket sender = connect("?token=" + TOKEN, new Told());
        arrived.get(5, TimeUnit.SECONDS);
        // When: everything that fits into queue, sockets and rate has been sent
        int sent = 0;
        CompletableFuture<WebSocket> sending = CompletableFuture.completedFuture(sender);
        while (sent < 100 && isDoneSoon(sending)) {
            sending = sender.sendBinary(ByteBuffer.allocate(1 << 20), true);
            sent++;
        }
        // Then
        assertThat(sent).as("MiB until the sender had to wait").isBetween(8, 40);
        sender.abort();
    }

    @Test
    void shouldPayForBytesBeforeMoreAreTaken() {
        long[] now = {0};
        RateLimit rate = new RateLimit(1000, () -> now[0]);
        assertThat(rate.take(2000)).isEqualTo(Duration.ZERO);
        assertThat(rate.take(500)).isEqualTo(Duration.ofMillis(500));
        now[0] += Duration.ofMillis(500).toNanos();
        assertThat(rate.take(100)).isEqualTo(Duration.ofMillis(100));
        now[0] += Duration.ofSeconds(60).toNanos();
        assertThat(rate.take(2001)).isEqualTo(Duration.ofMillis(1));
    }

    private static boolean isDoneSoon(CompletableFuture<WebSocket> sending) {
        try {
            sending.get(1500, TimeUnit.MILLISECONDS);
            return true;
        } catch (Exception late) {
            return false;
        }
    }

    private CompletableFuture<List<MediaPacket>> reading(String codec) {
        CompletableFuture<List<MediaPacket>> read = CompletableFuture.supplyAsync(() -> {
            try (PushSource source = new PushSource(new Mount(address, TOKEN), ports);
                    PacketSource packets = source.open(deadline())) {
                assertThat(packets.video().codec()).isEqualTo(codec);
                return TestDoor.packets(packets);
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }, readers);
        await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> refusal("?token=probe") == 401);
        return read;
    }

    private WebSocket connect(String query, Told told) {
        return await().atMost(Duration.ofSeconds(5)).ignoreExceptions()
                .until(() -> http.newWebSocketBuilder().buildAsync(uri(query), told).get(5, TimeUnit.SECONDS),
                        socket -> true);
    }

    private int refusal(String query) {
        CompletionException refused = catchThrowableOfType(CompletionException.class,
                () -> http.newWebSocketBuilder().buildAsync(uri(query), new Told()).join());
        return ((WebSocketHandshakeException) Objects.requireNonNull(refused.getCause())).getResponse().statusCode();
    }

    private URI uri(String query) {
        return URI.create(address + query);
    }

    private static void send(WebSocket socket, byte[] bytes) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).get(5, TimeUnit.SECONDS);
    }

    private static InterruptDeadline deadline() {
        return new InterruptDeadline(Duration.ofSeconds(5));
    }

    /** What the other side says last. */
    private static final class Told implements WebSocket.Listener {
        private final CompletableFuture<String> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status + " " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
