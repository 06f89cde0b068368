package dev.telltale.ingest.source.rtmp;

import dev.telltale.ingest.source.TestSender;
import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.ingest.source.push.ListenAddress;
import dev.telltale.ingest.source.push.Mount;
import dev.telltale.ingest.source.push.Ports;
import dev.telltale.ingest.source.push.PushSource;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class RtmpPushTest {
    private static final String KEY = "k3y-canary";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final Ports ports = new Ports(RtmpPush::listen);
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private ListenAddress address = new ListenAddress("rtmp", new InetSocketAddress(0), "/live/cam1");
    private Mount mount = new Mount(address, KEY);

    @TempDir
    private Path folder;

    @BeforeEach
    void choosePort() throws IOException {
        address = new ListenAddress("rtmp", new InetSocketAddress(HERE, TestSender.freePort()), "/live/cam1");
        mount = new Mount(address, KEY);
    }

    @AfterEach
    void close() {
        ports.close();
        readers.shutdownNow();
    }

    @Test
    void shouldReadWhatAPublisherPushesWithTheKeyAndNothingElse() throws Exception {
        // Given
        CompletableFuture<List<MediaPacket>> read = reading();
        // When
        for (String wrong : List.of("/wrong", "", "/" + KEY + "/x")) {
            try (TestSender stranger = push("/live/cam1" + wrong)) {
                assertThat(stranger.ends()).as(wrong).isFalse();
            }
        }
        try (TestSender lost = push("/live/cam2/" + KEY)) {
            assertThat(lost.ends()).isFalse();
        }
        try (TestSender known = push("/live/cam1/" + KEY)) {
            // Then
            assertThat(known.ends()).as(known.said()).isTrue();
            List<MediaPacket> packets = read.get(10, TimeUnit.SECONDS);
            assertThat(packets).hasSize(50);
            assertThat(packets.getFirst().key()).isTrue();
        }
    }

    @Test
    void shouldTurnASecondPublisherAwayAndHangUpWhenNobodyReads() throws Exception {
        InterruptDeadline deadline = deadline(10_000);
        CompletableFuture<List<MediaPacket>> read = reading(deadline);
        try (TestSender first = TestSender.start(folder, TestSender.pictures(60) + " -f flv " + address + "/" + KEY)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> !mount.isWaiting());
            try (TestSender second = push("/live/cam1/" + KEY)) {
                assertThat(second.ends()).isFalse();
                assertThat(second.said()).doesNotContain("Conversion failed!");
            }
            deadline.cancel();
            assertThatThrownBy(() -> read.get(5, TimeUnit.SECONDS)).hasMessageContaining("stopped on request");
            assertThat(first.ends()).isFalse();
        }
    }

    @Test
    void shouldSurviveWhatIsNoRtmp() throws Exception {
        // Given
        CompletableFuture<List<MediaPacket>> read = reading();
        byte[] hello = new byte[1 + 2 * 1536];
        hello[0] = 3;
        // A message of 16 MiB from somebody who has not said who he is.
        byte[] large = {3, 0, 0, 0, -1, -1, -1, 9, 1, 0, 0, 0};
        byte[] publishFirst = RtmpPullTest.message(20, Amf0.write("publish", 1.0, null, KEY, "live"));
        byte[] connectNobody = RtmpPullTest.message(20, Amf0.write("connect", "x", 7.0));
        // When, Then: each of them is hung up on, and the port goes on
        assertThat(isHungUpOn("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))).isTrue();
        assertThat(isHungUpOn(hello, large, new byte[1 << 17])).isTrue();
        assertThat(isHungUpOn(hello, publishFirst)).isTrue();
        assertThat(isHungUpOn(hello, connectNobody, publishFirst)).isTrue();
        assertThat(isHungUpOn(hello, new byte[]{3, 0, 0, 0, 0, 0, 1, 20, 0, 0, 0, 0, 77})).isTrue();
        try (TestSender known = push("/live/cam1/" + KEY)) {
            assertThat(known.ends()).as(known.said()).isTrue();
            assertThat(read.get(10, TimeUnit.SECONDS)).hasSize(50);
        }
    }

    private boolean isHungUpOn(byte[]... said) throws IOException {
        try (Socket socket = new Socket(HERE, address.socket().getPort())) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            try {
                for (byte[] words : said) {
                    out.write(words);
                }
            } catch (IOException gone) {
                return true;
            }
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    private TestSender push(String path) {
        return TestSender.start(folder, TestSender.pictures(2) + " -f flv rtmp://127.0.0.1:"
                + address.socket().getPort() + path);
    }

    private CompletableFuture<List<MediaPacket>> reading() throws Exception {
        return reading(deadline(6000));
    }

    private CompletableFuture<List<MediaPacket>> reading(InterruptDeadline deadline) throws Exception {
        CompletableFuture<List<MediaPacket>> read = CompletableFuture.supplyAsync(() -> {
            try (PushSource source = new PushSource(mount, ports);
                    PacketSource packets = source.open(deadline)) {
                return TestDoor.packets(packets);
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }, readers);
        await().atMost(Duration.ofSeconds(5)).until(mount::isWaiting);
        return read;
    }

    private static InterruptDeadline deadline(long millis) {
        return new InterruptDeadline(Duration.ofMillis(millis));
    }
}
