package dev.telltale.local.supervise;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was started: closed in reverse order, once, by whoever comes first, the end of the work or the end of the process.
 * A part that fails to close does not keep the others open.
 */
public final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    /** A stop may take ten seconds in all. */
    private static final Duration MOST = Duration.ofSeconds(9);
    private static final Duration MOST_AFTERWARDS = Duration.ofSeconds(3);
    private static final Set<Parts> OPEN = ConcurrentHashMap.newKeySet();
    private final ReentrantLock closing = new ReentrantLock();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::closeAtExit, "close-at-exit");
    private boolean closed;

    private Parts() {}

    /** Nothing yet; closed at the latest when the process ends, by Ctrl-C for example. */
    public static Parts closedAtExit() {
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(parts.atExit);
        OPEN.add(parts);
        return parts;
    }

    /** Keeps a part; closes it at once where the end has come meanwhile. */
    public <P extends AutoCloseable> P keep(P part) {
        synchronized (parts) {
            if (!closed) {
                parts.push(part);
                return part;
            }
        }
        closeOne(part);
        throw new SetupException("stopped while starting", null);
    }

    @Override
    public void close() {
        synchronized (parts) {
            closed = true;
        }
        // Whoever comes second waits until the first has closed everything.
        closing.lock();
        try {
            for (AutoCloseable part = next(); part != null; part = next()) {
                closeOne(part);
            }
        } finally {
            closing.unlock();
        }
        OPEN.remove(this);
        if (!Stopping.now()) {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private @org.jspecify.annotations.Nullable AutoCloseable next() {
        synchronized (parts) {
            return parts.poll();
        }
    }

    /** Closes what is open in this process, and lets the thread that works go home; at most as long as a stop may take. */
    static void closeAll(Thread worker, CountDownLatch workEnded) {
        List<Parts> open = List.copyOf(OPEN);
        if (open.isEmpty()) {
            return;
        }
        worker.interrupt();
        await(Thread.ofPlatform().daemon().name("close").start(() -> {
            open.forEach(Parts::close);
            // What was being started when the end came is closed by whoever started it.
            awaitEnd(workEnded);
        }));
    }

    private void closeAtExit() {
        if (Stopping.begin()) {
            await(Thread.ofPlatform().daemon().name("close").start(this::close));
        }
    }

    private static void awaitEnd(CountDownLatch work) {
        try {
            var unused = work.await(MOST_AFTERWARDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join(MOST);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeOne(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            LOG.warn("part did not stop cleanly reason={}", failed.toString());
        }
    }
}
