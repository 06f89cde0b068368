package dev.telltale.ingest.fault;

import dev.telltale.testing.live.PlayingServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A playlist without end, of two pieces. The second one breaks off in the middle, and is reset there every other time. */
final class PlayedHls extends PlayingServer {
    static final String PATH = "/live.m3u8";

    private static final int PACKET_BYTES = 188;
    private static final String PLAYLIST = """
            #EXTM3U
            #EXT-X-TARGETDURATION:1
            #EXTINF:0.5,
            whole.ts
            #EXTINF:0.5,
            broken.ts
            """;

    private final byte[] whole;
    private final byte[] broken;
    private final AtomicInteger breaks = new AtomicInteger();

    /** A server of a transport stream, cut in two. */
    PlayedHls(Path clip) throws IOException {
        super(guest -> true);
        byte[] bytes = Files.readAllBytes(clip);
        int half = bytes.length / PACKET_BYTES / 2 * PACKET_BYTES;
        this.whole = Arrays.copyOf(bytes, half);
        this.broken = Arrays.copyOfRange(bytes, half, bytes.length);
        open();
    }

    @Override
    protected void serve(Socket socket, OutputStream out) throws IOException {
        switch (asked(socket)) {
            case PATH -> answer(out, PLAYLIST.getBytes(StandardCharsets.US_ASCII), 1);
            case "/whole.ts" -> answer(out, whole, 1);
            default -> {
                answer(out, broken, 2);
                if (breaks.getAndIncrement() % 2 == 1) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
        }
    }

    /** Promises all of it and gives one part of so many. */
    private static void answer(OutputStream out, byte[] body, int parts) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body, 0, body.length / parts);
    }
}
