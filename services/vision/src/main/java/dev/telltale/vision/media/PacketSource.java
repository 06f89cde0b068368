package dev.telltale.vision.media;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** Encoded packets of one video stream, in decode order. Used by one thread; only {@link InterruptDeadline#cancel} crosses threads. */
public interface PacketSource extends AutoCloseable {
    /** What the packets are. Another object than before once codec, size or headers have changed; ask after every {@link #read}. */
    CodedVideo video();

    /** How long the whole of it lasts, where that is known beforehand: recordings. */
    Optional<Duration> duration();

    /**
     * Returns the next packet, or null at the end.
     *
     * @throws MediaInputException where it cannot be read on
     */
    @Nullable
    MediaPacket read() throws MediaInputException;

    @Override
    void close();
}
