package dev.telltale.ingest.source.rtsp;

import dev.telltale.ingest.source.push.Publication;
import dev.telltale.vision.media.InterruptDeadline;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A camera that does as it is told: plays what a publisher pushes into the process, and misbehaves on request. */
final class TestRtspServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<RtspRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Manner manner;
    private final @Nullable Publication publication;

    /** What it answers to a request instead of doing its duty; null where it does it. */
    @FunctionalInterface
    interface Manner {
        @Nullable
        String instead(RtspRequest request);
    }

    TestRtspServer(ServerSocket server, Manner manner, @Nullable Publication publication) {
        this.server = server;
        this.manner = manner;
        this.publication = publication;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int hits() {
        return sockets.size();
    }

    List<RtspRequest> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            requests.add(new RtspRequest("GONE", "", java.util.Map.of(), ""));
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (int first = in.read(); first >= 0; first = in.read()) {
                RtspRequest request = RtspRequest.read(first, in);
                requests.add(request);
                String instead = manner.instead(request);
                if (instead != null) {
                    write(out, instead.replace("CSEQ", request.header("cseq")));
                } else {
                    duty(request, out);
                }
            }
        } catch (IOException e) {
            requests.add(new RtspRequest("GONE", "", java.util.Map.of(), ""));
        }
    }

    private void duty(RtspRequest request, OutputStream out) throws IOException {
        String start = "RTSP/1.0 200 OK\r\nCSeq: " + request.header("cseq") + "\r\n";
        switch (request.method()) {
            case "DESCRIBE" -> {
                String description = publication == null
                        ? "v=0\r\nm=audio 0 RTP/AVP 0\r\n"
                        : publication.description().orElseThrow();
                write(out, start + "Content-Type: application/sdp\r\nContent-Length: " + description.length()
                        + "\r\n\r\n" + description);
            }
            case "SETUP" -> write(out,
                    start + "Session: abc;timeout=4\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n");
            case "PLAY" -> {
                write(out, start + "Session: abc\r\n\r\n");
                Publication playing = publication;
                if (playing != null) {
                    Thread.ofVirtual().start(() -> play(playing, out));
                }
            }
            default -> write(out, start + "\r\n");
        }
    }

    private static void play(Publication publication, OutputStream out) {
        try {
            publication.readUntil(new InterruptDeadline(Duration.ofSeconds(30)));
            ByteBuffer packet = ByteBuffer.allocate(1 << 16);
            for (int length = publication.read(packet); length >= 0; length = publication.read(packet.clear())) {
                byte[] frame = new byte[length + 4];
                ByteBuffer.wrap(frame).put((byte) '$').put((byte) 0).putShort((short) length).put(packet.flip());
                synchronized (out) {
                    out.write(frame);
                }
            }
            out.close();
        } catch (IOException e) {
            publication.close();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        synchronized (out) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
