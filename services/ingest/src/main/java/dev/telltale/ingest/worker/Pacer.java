package dev.telltale.ingest.worker;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets a recording pass at its own speed, by its decoding times. */
final class Pacer {
    private final CountDownLatch stop;
    private final LongSupplier nanoTime;
    private OptionalLong offsetNanos = OptionalLong.empty();

    /** A pacer that stops waiting once the latch opens. */
    Pacer(CountDownLatch stop, LongSupplier nanoTime) {
        this.stop = stop;
        this.nanoTime = nanoTime;
    }

    /** A new epoch begins: its first packet is due at once. */
    void restart() {
        offsetNanos = OptionalLong.empty();
    }

    /** Waits until the packet is due. */
    void await(Duration decodingTime) throws InterruptedException {
        long due = decodingTime.toNanos();
        long now = nanoTime.getAsLong();
        if (offsetNanos.isEmpty()) {
            offsetNanos = OptionalLong.of(now - due);
        }
        long wait = due + offsetNanos.getAsLong() - now;
        if (wait > 0) {
            var unused = stop.await(wait, TimeUnit.NANOSECONDS);
        }
    }
}
