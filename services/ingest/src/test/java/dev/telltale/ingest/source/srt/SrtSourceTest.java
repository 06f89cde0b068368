package dev.telltale.ingest.source.srt;

import dev.telltale.ingest.credentials.CredentialRef;
import dev.telltale.ingest.credentials.Credentials;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.TestSender;
import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class SrtSourceTest {
    private static final String PASSPHRASE = "s3cret-canary-phrase";

    @TempDir
    private Path folder;

    @BeforeAll
    static void speaks() throws Exception {
        TestSender.assumeProtocol("srt");
    }

    @Test
    void shouldReadWhatAPublisherPushesWithThePassphrase() throws Exception {
        // Given
        int port = TestSender.freeUdpPort();
        CompletableFuture<List<MediaPacket>> read = reading(listener(port, "desk"), deadline(6000));
        // When: one that does not know the passphrase, and one that does
        try (TestSender stranger = push(port, "")) {
            assertThat(stranger.ends()).isFalse();
        }
        try (TestSender wrong = push(port, "&passphrase=another-phrase")) {
            assertThat(wrong.ends()).isFalse();
        }
        try (TestSender known = push(port, "&passphrase=" + PASSPHRASE)) {
            // Then: the last pictures may be lost with the connection, when the sender leaves without waiting
            assertThat(known.ends()).as(known.said()).isTrue();
            assertThat(read.get(10, TimeUnit.SECONDS)).hasSizeBetween(60, 75);
        }
    }

    @Test
    void shouldCallAnIndependentServer() throws Exception {
        // Given
        int port = TestSender.freeUdpPort();
        try (TestSender server = TestSender.start(folder, TestSender.pictures(3)
                + " -f mpegts srt://127.0.0.1:" + port + "?mode=listener&passphrase=" + PASSPHRASE)) {
            // When
            List<MediaPacket> read = await().atMost(Duration.ofSeconds(15)).ignoreExceptions()
                    .until(() -> TestDoor.packets(caller(port, "?streamid=%23!::r=live", "desk").open(deadline(5000))),
                            packets -> !packets.isEmpty());
            // Then
            assertThat(read).hasSizeBetween(60, 75);
            assertThat(server.said()).doesNotContain("passphrase");
        }
    }

    @Test
    void shouldSayWhatIsWrongWithoutTheSecret() throws Exception {
        int port = TestSender.freeUdpPort();
        MediaInputException nobody = failure(caller(port, "?streamid=t0ken", "desk"));
        assertThat(nobody.fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(nobody).hasMessageContaining("nobody listens there by SRT")
                .hasMessageContaining("check credentialRef desk").hasMessageNotContaining("t0ken");
        assertThat(failure(caller("127.0.0.1", port, "", null)).fault()).isEqualTo(Fault.FORBIDDEN);
        assertThatThrownBy(() -> caller(port, "", "short")).isInstanceOf(RefusedSourceException.class)
                .hasMessageContaining("10 to 79 characters").hasMessageNotContaining("tiny");
        for (String wrong : List.of("?mode=listener", "?passphrase=x", "?latency=9000", "?latency=-1", "?latency=x")) {
            assertThatThrownBy(() -> caller(port, wrong, "desk")).as(wrong).isNotNull();
        }
    }

    @Test
    void shouldWaitForACallerWithoutImpatienceAndStopWhenTold() throws Exception {
        int port = TestSender.freeUdpPort();
        InterruptDeadline deadline = deadline(200);
        CompletableFuture<List<MediaPacket>> waiting = reading(listener(port, null), deadline);
        assertThatThrownBy(() -> waiting.get(700, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        MediaInputException taken = failure(listener(port, null));
        assertThat(taken).hasMessageContaining("cannot listen: port " + port + " is in use");
        deadline.cancel();
        assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS)).hasRootCauseInstanceOf(MediaInputException.class)
                .hasMessageContaining("stopped on request");
    }

    private TestSender push(int port, String more) {
        return TestSender.start(folder, TestSender.pictures(3) + " -f mpegts srt://127.0.0.1:" + port + "?mode=caller"
                + more);
    }

    private static CompletableFuture<List<MediaPacket>> reading(StreamSource source, InterruptDeadline deadline) {
        return CompletableFuture.supplyAsync(() -> {
            try (PacketSource packets = source.open(deadline)) {
                return TestDoor.packets(packets);
            } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        });
    }

    private static MediaInputException failure(StreamSource source) {
        MediaInputException failed = catchThrowableOfType(MediaInputException.class,
                () -> source.open(deadline(8000)));
        assertThat(failed).isNotNull();
        assertThat(failed.getMessage()).doesNotContain(PASSPHRASE);
        return failed;
    }

    private static SrtCallSource caller(int port, String query, @Nullable String reference) throws Exception {
        return caller(TestDoor.HOST, port, query, reference);
    }

    private static SrtCallSource caller(String host, int port, String query, @Nullable String reference)
            throws Exception {
        return new SrtCallSource(TestDoor.dialer(), StrictUrl.parse("srt://" + host + ":" + port + query),
                credential(reference));
    }

    private static SrtListenSource listener(int port, @Nullable String reference) throws Exception {
        return new SrtListenSource(new URI("srt+listen://127.0.0.1:" + port), credential(reference));
    }

    private static CredentialRef credential(@Nullable String reference) {
        return new CredentialRef(new Credentials(Map.of("desk", PASSPHRASE, "short", "tiny"), Optional.empty()),
                reference);
    }

    private static InterruptDeadline deadline(long millis) {
        return new InterruptDeadline(Duration.ofMillis(millis));
    }
}
