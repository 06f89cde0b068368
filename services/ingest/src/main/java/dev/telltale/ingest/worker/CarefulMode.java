package dev.telltale.ingest.worker;

import dev.telltale.vision.media.NativeWatch;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Care with one stream, whose bytes come from strangers and go through native code. It notes when they do, so that the next
 * process knows whom to suspect; gives up what has ended two of them; and tells of a call that never comes back, which can
 * only be ended with its process. The reading thread enters and leaves, a watchdog looks.
 */
public final class CarefulMode implements NativeWatch, AutoCloseable {
    private static final long NOBODY = 0;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** A recording that has come so many windows further has passed what it was suspected of. */
    private static final int WINDOWS_TO_PASS = 8;

    private final SourceJournal journal;
    private final Duration cpuPerCall;
    /** Odd while native code is at work. */
    private final AtomicLong calls = new AtomicLong();
    private volatile long reader;
    private long callSeen;
    private long cpuSeen;
    private volatile boolean overrun;

    private CarefulMode(SourceJournal journal, Duration cpuPerCall) {
        this.journal = journal;
        this.cpuPerCall = cpuPerCall;
    }

    /**
     * Opens what earlier processes have noted of the stream.
     *
     * @param folder of the journals of this instance
     * @param anew true where the user has just asked for the stream: it is above suspicion
     * @param cpuPerCall CPU time after which a native call counts as one that never returns
     */
    public static CarefulMode open(Path folder, String stream, boolean anew, Duration cpuPerCall,
            InstantSource clock) {
        SourceJournal journal = SourceJournal.open(folder, stream, clock);
        if (anew) {
            journal.passed();
        }
        return new CarefulMode(journal, cpuPerCall);
    }

    /** Why the stream is not read any more; empty where it is. */
    Optional<String> verdict() {
        int deaths = journal.deaths();
        return deaths < SourceJournal.MOST_DEATHS
                ? Optional.empty()
                : Optional.of("given up: reading it ended the process %d times; add it again to try once more"
                        .formatted(deaths));
    }

    /** Told and done: whoever asks for the stream again may have it. */
    void forget() {
        journal.passed();
    }

    /** The calling thread reads from now on. */
    void begin() {
        reader = Thread.currentThread().threadId();
    }

    @Override
    public void enter() {
        calls.incrementAndGet();
        journal.enter();
    }

    @Override
    public void leave() {
        journal.leave();
        calls.incrementAndGet();
    }

    /** Looks from outside, about every second. */
    void watch(boolean recording, @Nullable Progress committed) {
        if (recording && committed != null && committed.nextWindow() >= WINDOWS_TO_PASS && journal.deaths() > 0) {
            journal.passed();
        }
        if (reader == NOBODY) {
            return;
        }
        long call = calls.get();
        long cpu = THREADS.getThreadCpuTime(reader);
        if (call % 2 == 0 || call != callSeen) {
            callSeen = call;
            cpuSeen = cpu;
        }
        overrun = cpu - cpuSeen > cpuPerCall.toNanos();
    }

    /** Whether the native call under way has used up its time. */
    boolean isOverrun() {
        return overrun;
    }

    /** The reading thread has survived; the stream is read to its end, given up, or somebody else's. */
    @Override
    public void close() {
        journal.close();
    }
}
