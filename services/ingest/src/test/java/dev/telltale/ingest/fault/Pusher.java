package dev.telltale.ingest.fault;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Somebody who comes when a source waits for a publisher, and tries again where nobody has let it in. */
abstract sealed class Pusher implements Peer permits WebSocketPusher, FfmpegPusher {
    static final String KEY = "s3cret-canary-phrase";

    private static final long PATIENCE_SECONDS = 2;

    private final URI source;
    private final Semaphore wanted = new Semaphore(0);
    private final Semaphore met = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);

    /** A pusher to a source, that does not come before it is begun. */
    Pusher(String source) {
        this.source = URI.create(source);
    }

    /** Begins to come. */
    final Pusher begin() {
        thread.start();
        return this;
    }

    /** Comes once, and breaks off in the middle unless it is for the whole; false where nobody let it in. */
    abstract boolean push(boolean whole) throws InterruptedException;

    /** Waits until the source has been opened by what is sent, or has failed; false where that takes too long. */
    final boolean awaitMet() throws InterruptedException {
        return met.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void run() {
        try {
            for (int times = 0; !Thread.interrupted(); times++) {
                wanted.acquire();
                while (!push(times % 2 == 0)) {
                    Thread.onSpinWait();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public URI source() {
        return source;
    }

    @Override
    public Optional<String> key() {
        return Optional.of(KEY);
    }

    @Override
    public void wanted() {
        wanted.release();
    }

    @Override
    public void met() {
        met.release();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
