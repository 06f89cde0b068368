package dev.telltale.ingest.worker;

import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.NativeWatch;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a worker is told to stop, and how it is to leave the stream. Thread-safe. */
final class StopSignal {
    /** What is to become of the stream. */
    enum Manner {
        /** It goes on. */
        NONE,
        /** Nobody wants it any more: end it. */
        REMOVED,
        /** Another process, or a later one, goes on with it: leave it so that nothing is lost. */
        HANDED_OVER,
        /** Another process already writes it: write nothing. */
        ABANDONED
    }

    private final CountDownLatch latch = new CountDownLatch(1);
    private volatile Manner manner = Manner.NONE;
    private volatile @Nullable InterruptDeadline reading;

    void stop(Manner how) {
        manner = how;
        latch.countDown();
        InterruptDeadline blocked = reading;
        if (blocked != null) {
            blocked.cancel();
        }
    }

    Manner manner() {
        return manner;
    }

    boolean isSet() {
        return manner != Manner.NONE;
    }

    CountDownLatch latch() {
        return latch;
    }

    /** Makes a deadline that ends with this signal. */
    InterruptDeadline deadline(Duration limit, NativeWatch watch) {
        InterruptDeadline deadline = new InterruptDeadline(limit, watch);
        reading = deadline;
        if (isSet()) {
            deadline.cancel();
        }
        return deadline;
    }

    /** Waits for a time, or less where the signal comes. */
    void await(Duration time) throws InterruptedException {
        var unused = latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
