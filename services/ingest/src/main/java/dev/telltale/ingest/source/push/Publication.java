package dev.telltale.ingest.source.push;

import dev.telltale.vision.media.InputBytes;
import dev.telltale.vision.media.InterruptDeadline;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One publisher's session: what it sends, from the connection's thread to the reader's. What waits is bounded; a reader that cannot
 * follow lets TCP slow the publisher down, and datagrams are lost and counted.
 */
public final class Publication implements InputBytes {
    private static final int MOST_BYTES = 8 << 20;
    private static final long LOOK_MILLIS = 200;

    private final String name;
    private final @Nullable String description;
    private final Runnable hangUp;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean ended;
    private @Nullable String failure;
    private volatile @Nullable InterruptDeadline deadline;

    /**
     * A session.
     *
     * @param name for people
     * @param description what the protocol says of the session beforehand (SDP); null where its bytes tell
     * @param hangUp ends the connection
     */
    public Publication(String name, @Nullable String description, Runnable hangUp) {
        this.name = name;
        this.description = description;
        this.hangUp = hangUp;
    }

    /** The session's SDP; empty where its bytes tell what they are. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** Waits, for as long as it takes, until there is something to read or nothing will follow; false once cancelled. */
    public boolean awaitFirst(InterruptDeadline readers) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended && !readers.cancelled()) {
                var unused = changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return !readers.cancelled();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Reads end with this deadline from now on. */
    public void readUntil(InterruptDeadline readers) {
        deadline = readers;
    }

    /** Bytes from the publisher; blocks while the reader is behind, false once it has gone. */
    public boolean put(byte[] sent) throws InterruptedException {
        lock.lock();
        try {
            while (!ended && bytes > 0 && bytes + sent.length > MOST_BYTES) {
                changed.await();
            }
            return add(sent);
        } finally {
            lock.unlock();
        }
    }

    /** Bytes from a publisher that cannot be slowed down; false where there is no room for them. */
    public boolean offer(byte[] sent) {
        lock.lock();
        try {
            return bytes + sent.length <= MOST_BYTES && add(sent);
        } finally {
            lock.unlock();
        }
    }

    private boolean add(byte[] sent) {
        if (ended) {
            return false;
        }
        if (sent.length > 0) {
            waiting.add(ByteBuffer.wrap(sent));
            bytes += sent.length;
            changed.signalAll();
        }
        return true;
    }

    /** Nothing follows. */
    public void end() {
        end(null);
    }

    /**
     * Nothing follows.
     *
     * @param why what was wrong, for people; null at a regular end
     */
    public void end(@Nullable String why) {
        lock.lock();
        try {
            failure = ended ? failure : why;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** Waits for the first piece that is put in. */
    @Override
    public byte[] head(int count) throws IOException {
        lock.lock();
        try {
            return awaitPiece()
                    ? Arrays.copyOf(waiting.element().array(),
                            Math.min(count, waiting.element().limit()))
                    : new byte[0];
        } finally {
            lock.unlock();
        }
    }

    /** Never more than one of the pieces that were put in. */
    @Override
    public int read(ByteBuffer into) throws IOException {
        lock.lock();
        try {
            return awaitPiece() ? take(into) : -1;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to read; false at the end. */
    private boolean awaitPiece() throws IOException {
        try {
            while (waiting.isEmpty()) {
                if (failure != null) {
                    throw new IOException(failure);
                }
                if (ended) {
                    return false;
                }
                InterruptDeadline reader = deadline;
                if (reader != null && reader.expired()) {
                    throw new IOException("no packet in time");
                }
                var unused = changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private int take(ByteBuffer into) {
        ByteBuffer first = waiting.element();
        int count = Math.min(first.remaining(), into.remaining());
        into.put(first.slice().limit(count));
        first.position(first.position() + count);
        if (!first.hasRemaining()) {
            waiting.remove();
        }
        bytes -= count;
        changed.signalAll();
        return count;
    }

    @Override
    public void close() {
        end();
        hangUp.run();
    }
}
