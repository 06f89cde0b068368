package dev.telltale.ingest.fault;

import dev.telltale.ingest.source.StreamSource;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.PacketSource;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A source that tells when it is opened, be it that it dials or that it waits for whoever pushes.
 *
 * @param before asked before, while nothing is connected: whether the peer may come
 */
record Watched(StreamSource source, Peer peer, BooleanSupplier before) implements StreamSource {
    @Override
    public PacketSource open(InterruptDeadline deadline) throws MediaInputException {
        if (before.getAsBoolean()) {
            peer.wanted();
        }
        try {
            return source.open(deadline);
        } finally {
            peer.met();
        }
    }

    @Override
    public boolean isRecording() {
        return source.isRecording();
    }

    @Override
    public Duration usualPause() {
        return source.usualPause();
    }

    @Override
    public boolean isPushed() {
        return source.isPushed();
    }

    @Override
    public boolean isExclusive() {
        return source.isExclusive();
    }

    @Override
    public String waitingFor() {
        return source.waitingFor();
    }

    @Override
    public void close() {
        source.close();
    }
}
