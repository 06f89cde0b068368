package dev.telltale.ingest.source.websocket;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A bucket of bytes that fills at a rate and holds what comes in two seconds. Used by one thread at a time. */
final class RateLimit {
    private static final Duration HOLDS = Duration.ofSeconds(2);
    private static final double NANOS = 1e9;

    private final double bytesPerSecond;
    private final LongSupplier nanoTime;
    private final double most;
    private double left;
    private long filledAt;

    RateLimit(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.most = bytesPerSecond * (double) HOLDS.toSeconds();
        this.left = most;
        this.filledAt = nanoTime.getAsLong();
    }

    /** Takes bytes; returns how long to wait until they are paid for. */
    Duration take(int bytes) {
        long now = nanoTime.getAsLong();
        left = Math.min(most, left + (now - filledAt) / NANOS * bytesPerSecond) - bytes;
        filledAt = now;
        return left >= 0 ? Duration.ZERO : Duration.ofNanos(Math.round(-left / bytesPerSecond * NANOS));
    }
}
