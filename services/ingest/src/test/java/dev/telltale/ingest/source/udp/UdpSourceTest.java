package dev.telltale.ingest.source.udp;

import dev.telltale.ingest.guard.Resolver;
import dev.telltale.ingest.guard.StrictUrl;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.TestSender;
import dev.telltale.ingest.source.http.TestDoor;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;
import dev.telltale.vision.media.TestFfmpeg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class UdpSourceTest {
    private static final String RAW = "-f mpegts udp://127.0.0.1:%d?pkt_size=1316";
    private static final String CUT_ANYWHERE = "-f mpegts udp://127.0.0.1:%d";
    private static final String RTP = "-f rtp_mpegts rtp://127.0.0.1:%d?pkt_size=1328";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {RAW, CUT_ANYWHERE, RTP})
    void shouldReadWhatAnIndependentSenderSends(String manner) throws Exception {
        int port = TestSender.freeUdpPort();
        try (TestSender sender = TestSender.start(folder,
                TestSender.pictures(30) + " " + String.format(manner, port));
                // When
                PacketSource packets = source("udp://127.0.0.1:" + port).open(deadline(8000))) {
            // Then: somewhere in mid-stream, in order and without a hole
            List<MediaPacket> read = read(packets, 40);
            assertThat(packets.video().codec()).isEqualTo("h264");
            assertThat(packets.video().width()).isEqualTo(320);
            for (int i = 1; i < read.size(); i++) {
                assertThat(read.get(i).dts() - read.get(i - 1).dts()).isEqualTo(3600);
            }
            assertThat(sender.said()).isEmpty();
        }
    }

    @Test
    void shouldReadTheProgrammeThatIsAskedFor() throws Exception {
        // Given: a multiplex of two, the first of them larger
        Path multiplex = TestFfmpeg.make(folder.resolve("two.ts"),
                "-f lavfi -i testsrc2=size=640x360:rate=25:duration=4"
                        + " -f lavfi -i testsrc2=size=320x240:rate=25:duration=4 -map 0 -map 1 -c:v mpeg2video -g 12"
                        + " -program program_num=1:st=0 -program program_num=7:st=1 -f mpegts");
        int[] wide = {640, 320, 640};
        String[] asked = {"", "?program=7", "?pid=0x100"};
        for (int i = 0; i < asked.length; i++) {
            int port = TestSender.freeUdpPort();
            try (TestSender sender = TestSender.start(folder, "-re -stream_loop -1 -i " + multiplex
                    + " -map 0 -c copy -program program_num=1:st=0 -program program_num=7:st=1"
                    + " -f mpegts udp://127.0.0.1:" + port + "?pkt_size=1316");
                    PacketSource packets = source("udp://127.0.0.1:" + port + asked[i]).open(deadline(8000))) {
                assertThat(read(packets, 10)).as(asked[i]).hasSize(10);
                assertThat(packets.video().width()).as(asked[i]).isEqualTo(wide[i]);
                assertThat(sender.said()).isEmpty();
            }
        }
        int port = TestSender.freeUdpPort();
        try (TestSender sender = TestSender.start(folder,
                "-re -stream_loop -1 -i " + multiplex + " -map 0:0 -c copy -f mpegts udp://127.0.0.1:" + port)) {
            assertThatThrownBy(() -> source("udp://127.0.0.1:" + port + "?program=9").open(deadline(8000)))
                    .hasMessageContaining("has no programme 9 with video; there are [1]");
            assertThat(sender.said()).isEmpty();
        }
    }

    @Test
    void shouldJoinAGroupThatTheGuardOpens() throws Exception {
        int port = TestSender.freeUdpPort();
        UdpAddress group = address("udp://239.255.71.3:" + port + "?interface=lo&from=127.0.0.1");
        try {
            UdpReceiver.open(group).close();
        } catch (java.io.IOException e) {
            assumeTrue(false, "skipped: the loopback interface takes no groups here (" + e.getMessage() + ")");
        }
        try (TestSender sender = TestSender.start(folder, TestSender.pictures(30) + " -f mpegts udp://239.255.71.3:"
                + port + "?pkt_size=1316&localaddr=127.0.0.1&ttl=0");
                PacketSource packets = new UdpSource(group,
                        TestDoor.dialer(Resolver.SYSTEM, "239.255.71.0/24")).open(deadline(8000))) {
            assertThat(read(packets, 10)).hasSize(10);
            assertThat(sender.said()).isEmpty();
        }
        MediaInputException forbidden = catchThrowableOfType(MediaInputException.class,
                () -> new UdpSource(group, TestDoor.dialer()).open(deadline(1000)));
        assertThat(forbidden.fault()).isEqualTo(Fault.FORBIDDEN);
        assertThat(forbidden).hasMessageContaining("a multicast address: telltale.ingest.addresses.allowed");
    }

    @Test
    void shouldSayWhatIsSentInsteadOfVideoAndThatAPortIsInUse() throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String url = "udp://127.0.0.1:" + other.getLocalPort();
            assertThatThrownBy(() -> source(url).open(deadline(1000))).hasMessageContaining("cannot listen there");
        }
        int port = TestSender.freeUdpPort();
        CompletableFuture<MediaInputException> told = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                MediaInputException.class, () -> source("udp://127.0.0.1:" + port).open(deadline(5000))));
        try (DatagramSocket talker = new DatagramSocket()) {
            byte[] text = "<30>Nov 21 20:54:48 somebody's log".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            while (!told.isDone()) {
                talker.send(new DatagramPacket(text, text.length, InetAddress.getLoopbackAddress(), port));
                Thread.onSpinWait();
            }
        }
        assertThat(told.get()).hasMessageContaining("what is sent there is not MPEG-TS");
    }

    @Test
    void shouldEndAtOnceWhenItIsStoppedWhileNobodySends() throws Exception {
        InterruptDeadline deadline = deadline(200);
        CompletableFuture<MediaInputException> told = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                MediaInputException.class,
                () -> source("udp://127.0.0.1:" + TestSender.freeUdpPort()).open(deadline)));
        assertThatThrownBy(() -> told.get(600, java.util.concurrent.TimeUnit.MILLISECONDS))
                .as("waiting for a sender is no failure").isInstanceOf(java.util.concurrent.TimeoutException.class);
        deadline.cancel();
        assertThat(told.get(2, java.util.concurrent.TimeUnit.SECONDS).fault()).isEqualTo(Fault.CANCELLED);
    }

    @Test
    void shouldTakeHeadersOfRtpOffAndNothingElseForATransportStream() {
        byte[] packet = new byte[188];
        packet[0] = 0x47;
        ByteBuffer rtp = ByteBuffer.allocate(300).put((byte) 0x91).put((byte) 33).putShort((short) 1).putInt(2)
                .putInt(3).putInt(4).putShort((short) 0).putShort((short) 1).putInt(5).put(packet).flip();
        assertThat(Datagrams.payload(rtp, false)).hasValueSatisfying(payload -> assertThat(payload).isEqualTo(packet));
        assertThat(Datagrams.payload(ByteBuffer.wrap(packet), false)).hasValue(packet);
        byte[] piece = {(byte) 0x9f, 1, 2, 3};
        assertThat(Datagrams.payload(ByteBuffer.wrap(piece), false)).isEmpty();
        assertThat(Datagrams.payload(ByteBuffer.wrap(piece), true)).hasValue(piece);
        assertThat(Datagrams.payload(ByteBuffer.allocate(0), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp://camera.test:5000", "udp://127.0.0.1:5000/path", "udp://127.0.0.1:5000?program=0",
        "udp://127.0.0.1:5000?program=x", "udp://127.0.0.1:5000?pid=8191", "udp://127.0.0.1:5000?program=1&pid=64",
        "udp://127.0.0.1:5000?fifo_size=9", "udp://127.0.0.1:5000?program=1&program=2",
        "udp://127.0.0.1:5000?from=camera.test", "udp://127.0.0.1:5000?from=0177.0.0.1",
        "udp://127.0.0.1:5000?pid=010"})
    void shouldRefuseAddressesThatSaySomethingElse(String url) {
        assertThatThrownBy(() -> address(url)).isInstanceOf(RefusedSourceException.class);
    }

    private static List<MediaPacket> read(PacketSource packets, int count) throws MediaInputException {
        List<MediaPacket> read = new ArrayList<>();
        while (read.size() < count) {
            read.add(Objects.requireNonNull(packets.read()));
        }
        return read;
    }

    private static UdpSource source(String url) throws Exception {
        return new UdpSource(address(url), TestDoor.dialer());
    }

    private static UdpAddress address(String url) throws Exception {
        return UdpAddress.of(StrictUrl.parse(url));
    }

    private static InterruptDeadline deadline(long millis) {
        return new InterruptDeadline(Duration.ofMillis(millis));
    }
}
