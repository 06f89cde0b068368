package dev.telltale.ingest.source;

import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.PacketSource;

import java.time.Duration;

/** A kind of source, made for one stream. */
public interface StreamSource extends AutoCloseable {
    /**
     * Whether it has an end and a past: it is read once, from where it was left, and its faults do not heal by waiting. What is fetched
     * from elsewhere knows it from its first {@link #open} on. Most sources are live.
     */
    default boolean isRecording() {
        return false;
    }

    /** The longest silence between two packets that is no stall: a playlist grows by whole pieces. Known from the first open on. */
    default Duration usualPause() {
        return Duration.ZERO;
    }

    /** Whether {@link #open} waits until somebody sends, for as long as that takes; only whoever cancels ends it. */
    default boolean isPushed() {
        return false;
    }

    /** Whether only one process can have it at a time: a port, a device. Most servers let several connect. */
    default boolean isExclusive() {
        return isPushed();
    }

    /** What it is waiting for while {@link #open} blocks, for people; may change meanwhile. */
    String waitingFor();

    /**
     * Opens it; blocks until the first packets are there, as long as the deadline lets it.
     *
     * @throws MediaInputException with one line that says what is wrong
     */
    PacketSource open(InterruptDeadline deadline) throws MediaInputException;

    /** Lets go of what the source keeps between two connections, a listening port for example. */
    @Override
    default void close() {
        // Most keep nothing.
    }
}
