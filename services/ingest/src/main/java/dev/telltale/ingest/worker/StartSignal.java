package dev.telltale.ingest.worker;

import dev.telltale.schemas.StreamStatus;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CountDownLatch;

/** How a worker is told that the stream is its own. Until then whoever had it before may still be writing. Thread-safe. */
final class StartSignal {
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile @Nullable StreamStatus left;
    private volatile boolean given;

    /** The stream is the worker's, unless that has been called off; null where the one before has left no status in the log. */
    synchronized void give(@Nullable StreamStatus last) {
        if (decided.getCount() > 0) {
            left = last;
            given = true;
            decided.countDown();
        }
    }

    /** It will never be, unless it is already. */
    synchronized void callOff() {
        decided.countDown();
    }

    boolean isGiven() {
        return given;
    }

    /** The last status of the one before; null until it is given. */
    @Nullable
    StreamStatus left() {
        return left;
    }

    /** Waits until it is given or called off. */
    void await() throws InterruptedException {
        decided.await();
    }
}
