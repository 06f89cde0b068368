package dev.telltale.ingest.source.rtsp;

import dev.telltale.vision.media.InputBytes;
import dev.telltale.vision.media.InterruptDeadline;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One publisher's session: its description, and its RTP packets from the connection's thread to the reader's. The queue is
 * bounded; a reader that cannot follow lets TCP slow the publisher down.
 */
final class Publication implements InputBytes {
    private static final int QUEUED_PACKETS = 1024;
    private static final long LOOK_MILLIS = 200;

    private final String name;
    private final String description;
    private final Runnable hangUp;
    private final BlockingQueue<byte[]> packets = new ArrayBlockingQueue<>(QUEUED_PACKETS);
    private volatile @Nullable InterruptDeadline deadline;
    private volatile boolean ended;

    Publication(String name, String description, Runnable hangUp) {
        this.name = name;
        this.description = description;
        this.hangUp = hangUp;
    }

    /** The session's SDP, video only. */
    String description() {
        return description;
    }

    /** Reads end with this deadline from now on. */
    void readUntil(InterruptDeadline readers) {
        deadline = readers;
    }

    /** A packet from the publisher; blocks while the reader is behind, false once it has gone. */
    boolean put(byte[] packet) throws InterruptedException {
        while (!ended) {
            if (packets.offer(packet, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** No packet follows. */
    void end() {
        ended = true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            while (true) {
                byte[] packet = packets.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (packet != null) {
                    int length = Math.min(packet.length, into.remaining());
                    into.put(packet, 0, length);
                    return length;
                }
                if (ended && packets.isEmpty()) {
                    return -1;
                }
                InterruptDeadline reader = deadline;
                if (reader != null && reader.expired()) {
                    throw new IOException("no packet in time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        ended = true;
        hangUp.run();
    }
}
