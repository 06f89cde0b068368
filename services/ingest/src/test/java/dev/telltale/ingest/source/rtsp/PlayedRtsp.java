package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.source.push.ListenAddress;
import dev.telltale.ingest.source.push.Mount;
import dev.telltale.ingest.source.push.Ports;
import dev.telltale.ingest.source.push.Publication;
import dev.telltale.testing.live.Pace;
import dev.telltale.testing.live.PlayingServer;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.TestPublisher;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;

/** A camera that plays the RTP packets which FFmpeg's muxer makes of a clip. */
public final class PlayedRtsp extends PlayingServer {
    private static final double IN_NO_TIME = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CLOCK = 90_000;

    private final String description;
    private final List<byte[]> packets = new ArrayList<>();
    private final double speed;

    public PlayedRtsp(Path clip, double speed, IntPredicate welcome) throws Exception {
        super(welcome);
        this.speed = speed;
        try (Ports ports = new Ports(RtspPush::listen)) {
            Mount mount = new Mount(
                    new ListenAddress("rtsp", new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort()),
                            "/in"),
                    null);
            ports.mount(mount);
            CompletableFuture<Void> publishing = CompletableFuture
                    .runAsync(new TestPublisher(clip, mount.address().toString(), IN_NO_TIME));
            Publication publication = Objects.requireNonNull(mount.await(new InterruptDeadline(PATIENCE)));
            this.description = publication.description().orElseThrow();
            publication.readUntil(new InterruptDeadline(PATIENCE));
            take(publication);
            publishing.get();
        }
        open();
    }

    /** Without the reports, which carry the time of day. */
    private void take(Publication publication) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(1 << 16);
        for (int length = publication.read(packet); length >= 0; length = publication.read(packet.clear())) {
            int kind = packet.get(1) & 0xff;
            if (kind < 200 || kind > 207) {
                byte[] copy = new byte[length];
                packet.get(0, copy);
                packets.add(copy);
            }
        }
    }

    @Override
    protected void serve(Socket socket, OutputStream out) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int first = in.read(); first >= 0; first = in.read()) {
            RtspRequest request = RtspRequest.read(first, in);
            String start = "RTSP/1.0 200 OK\r\nCSeq: " + request.header("cseq") + "\r\nSession: abc\r\n";
            switch (request.method()) {
                case "DESCRIBE" -> write(out, start + "Content-Type: application/sdp\r\nContent-Length: "
                        + description.length() + "\r\n\r\n" + description);
                case "SETUP" -> write(out, start + "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n");
                case "PLAY" -> {
                    write(out, start + "\r\n");
                    play(out);
                    return;
                }
                default -> write(out, start + "\r\n");
            }
        }
    }

    private void play(OutputStream out) throws IOException {
        Pace pace = new Pace(speed);
        int begin = ByteBuffer.wrap(packets.getFirst()).getInt(Integer.BYTES);
        for (byte[] packet : packets) {
            // Pictures that are shown earlier than they are sent do not wait.
            int time = ByteBuffer.wrap(packet).getInt(Integer.BYTES) - begin;
            pace.await(Duration.ofNanos(Math.max(0, time) * 1_000_000_000L / CLOCK));
            byte[] frame = new byte[packet.length + 4];
            ByteBuffer.wrap(frame).put((byte) '$').put((byte) 0).putShort((short) packet.length).put(packet);
            out.write(frame);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
