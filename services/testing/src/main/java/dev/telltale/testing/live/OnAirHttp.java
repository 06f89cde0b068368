package dev.telltale.testing.live;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A transport stream over HTTP that is on air from the beginning: whoever comes, and however many, joins it where it is. */
public final class OnAirHttp extends PlayingServer {
    private final byte[] clip;
    private final Duration length;
    private final long begun = System.nanoTime();
    private final AtomicInteger listening = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /**
     * A server of a clip.
     *
     * @param length how long the clip lasts
     */
    public OnAirHttp(Path clip, Duration length) throws IOException {
        super(guest -> true);
        this.clip = Files.readAllBytes(clip);
        this.length = length;
        open();
    }

    /** How many have listened at the same time, at most. */
    public int mostListeners() {
        return most.get();
    }

    @Override
    protected void serve(Socket socket, OutputStream out) throws IOException {
        PlayedHttp.greet(socket, out);
        most.accumulateAndGet(listening.incrementAndGet(), Math::max);
        try {
            for (int at = onAir(); at < clip.length; at += PlayedHttp.CHUNK) {
                while (at > onAir()) {
                    LockSupport.parkNanos(5_000_000);
                }
                out.write(clip, at, Math.min(PlayedHttp.CHUNK, clip.length - at));
            }
        } finally {
            listening.decrementAndGet();
        }
    }

    /** Where the chunk begins that is being sent. */
    private int onAir() {
        double share = (double) (System.nanoTime() - begun) / length.toNanos();
        return Math.toIntExact((long) (share * clip.length)) / PlayedHttp.CHUNK * PlayedHttp.CHUNK;
    }
}
