package dev.telltale.embedded;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stops a broker while there is still room to stop it cleanly.
 *
 * <p>
 * Kafka maps sparse index files into memory: on a disk that is really full a write to one of them is a bus error, not an
 * exception, and what the broker does after it is anyone's guess.
 */
final class DiskGuard implements AutoCloseable {
    /** At 190 MB/s, the most that one broker was seen to take, less than this is written between two looks. */
    static final long RESERVED_BYTES = 64L << 20;
    private static final Duration EVERY = Duration.ofMillis(200);

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("telltale-disk-guard").factory());

    /** @param full what to do, once, when little room is left */
    static DiskGuard watching(BrokerFolder folder, Runnable full) {
        var guard = new DiskGuard();
        var unused = guard.watch.scheduleWithFixedDelay(() -> {
            if (folder.freeBytes() < RESERVED_BYTES) {
                guard.watch.shutdown();
                full.run();
            }
        }, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return guard;
    }

    /** Looks no more. */
    @Override
    public void close() {
        watch.shutdown();
    }
}
