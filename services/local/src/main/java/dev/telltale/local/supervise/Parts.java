package dev.telltale.local.supervise;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was started: closed in reverse order, once, by whoever comes first, the end of the work or the end of the process.
 * A part that fails to close does not keep the others open.
 */
public final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    /** A stop may take ten seconds in all. */
    private static final long MOST_MILLIS = 9_000;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::closeAtExit, "close-at-exit");
    private boolean closed;

    private Parts() {}

    /** Nothing yet; closed at the latest when the process ends, by Ctrl-C for example. */
    public static Parts closedAtExit() {
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(parts.atExit);
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
        close(part);
        throw new SetupException("stopped while starting", null);
    }

    @Override
    public void close() {
        synchronized (parts) {
            closed = true;
        }
        for (AutoCloseable part = next(); part != null; part = next()) {
            close(part);
        }
        if (!Stopping.now()) {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private @org.jspecify.annotations.Nullable AutoCloseable next() {
        synchronized (parts) {
            return parts.poll();
        }
    }

    private void closeAtExit() {
        Stopping.begin();
        Thread closer = Thread.ofPlatform().daemon().name("close").start(this::close);
        try {
            closer.join(MOST_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            LOG.warn("part did not stop cleanly reason={}", failed.toString());
        }
    }
}
