package dev.telltale.ingest.source.push;

import dev.telltale.vision.media.InterruptDeadline;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The place of one stream on a port: who may publish to it, and who waits for a publisher. */
public final class Mount {
    private static final long LOOK_MILLIS = 200;

    private final ListenAddress address;
    private final @Nullable String key;
    /** Hands a publisher over only where somebody is waiting for one. */
    private final SynchronousQueue<Publication> arrivals = new SynchronousQueue<>();
    private final AtomicInteger wrongKeys = new AtomicInteger();
    private volatile boolean waiting;

    /**
     * A place.
     *
     * @param key what publishers must know, null where anyone may publish
     */
    public Mount(ListenAddress address, @Nullable String key) {
        this.address = address;
        this.key = key;
    }

    /** Where it is. */
    public ListenAddress address() {
        return address;
    }

    /** What publishers must know, null where anyone may publish. */
    public @Nullable String key() {
        return key;
    }

    /** Compares in a time that does not depend on how much of the key is right. */
    public boolean opensWith(String presented) {
        String expected = key;
        boolean opens = expected == null || MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
                presented.getBytes(StandardCharsets.UTF_8));
        if (!opens) {
            noteWrongKey();
        }
        return opens;
    }

    /** Somebody has tried another key than {@link #key}. */
    public void noteWrongKey() {
        wrongKeys.incrementAndGet();
    }

    /** How often somebody has. */
    public int wrongKeys() {
        return wrongKeys.get();
    }

    /** Whether a publisher would be taken now. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Offers a publisher; false where nobody waits for one. */
    public boolean offer(Publication publication) {
        try {
            return arrivals.offer(publication, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for a publisher; returns null once cancelled. */
    public @Nullable Publication await(InterruptDeadline deadline) {
        waiting = true;
        try {
            while (!deadline.cancelled()) {
                Publication arrived = arrivals.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (arrived != null) {
                    return arrived;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting = false;
        }
        return null;
    }
}
