package dev.telltale.testing.live;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntPredicate;

/** A transport stream over HTTP, without a length. */
public final class PlayedHttp extends PlayingServer {
    static final int CHUNK = 7 * 188;

    private final byte[] clip;
    private final Duration length;
    private final double speed;

    /**
     * A server of a clip.
     *
     * @param length how long the clip lasts
     * @param speed multiple of the clip's own
     */
    public PlayedHttp(Path clip, Duration length, double speed, IntPredicate welcome) throws IOException {
        super(welcome);
        this.clip = Files.readAllBytes(clip);
        this.length = length;
        this.speed = speed;
        open();
    }

    @Override
    protected void serve(Socket socket, OutputStream out) throws IOException {
        greet(socket, out);
        Pace pace = new Pace(speed);
        for (int at = 0; at < clip.length; at += CHUNK) {
            pace.await(length.multipliedBy(at).dividedBy(clip.length));
            out.write(clip, at, Math.min(CHUNK, clip.length - at));
        }
    }

    /** Hears what the guest wants, and begins an answer without a length. */
    static void greet(Socket socket, OutputStream out) throws IOException {
        asked(socket);
        out.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: video/mp2t\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    }
}
