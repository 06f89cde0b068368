package dev.telltale.ingest.worker;

import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.StreamSources;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens a live source while another instance still records it, so that not a second is missing when that one lets go. One attempt:
 * where it fails, the source is opened when it is its turn, as any other. Used by the worker's thread.
 */
final class HeadStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    private final StreamTask task;
    private final InstantSource clock;
    private @Nullable StreamSource source;
    private @Nullable ReadAhead ahead;

    HeadStart(StreamTask task, InstantSource clock) {
        this.task = task;
        this.clock = clock;
    }

    /** Reads ahead until the start, or until told to stop, where the source lets two read; returns at once where it does not. */
    void run(StreamSources sources, Supplier<InterruptDeadline> deadlines, StartSignal start, StopSignal stop) {
        try {
            StreamSource made = source(sources);
            if (!made.isExclusive() && !made.isRecording()) {
                readAhead(made, deadlines.get(), start, stop);
            }
        } catch (RefusedSourceException | MediaInputException e) {
            LOG.info("no head start stream={} reason={}", task.stream(), e.getMessage());
        }
    }

    /** The source, made by whoever asks first. */
    StreamSource source(StreamSources sources) throws RefusedSourceException {
        StreamSource made = source;
        if (made == null) {
            made = sources.create(task.spec());
            source = made;
        }
        return made;
    }

    /**
     * What is open already, once.
     *
     * @param left the last status of the one before, which tells how far that has come
     */
    Optional<ReadAhead> take(@Nullable StreamStatus left) {
        Optional<ReadAhead> taken = Optional.ofNullable(ahead);
        ahead = null;
        taken.ifPresent(open -> open.forgetBefore(left == null ? clock.instant() : left.getSince()));
        return taken;
    }

    @Override
    public void close() {
        if (ahead != null) {
            ahead.close();
        }
        if (source != null) {
            source.close();
        }
    }

    private void readAhead(StreamSource made, InterruptDeadline deadline, StartSignal start, StopSignal stop)
            throws MediaInputException {
        ReadAhead open = new ReadAhead(made.open(deadline), deadline, clock);
        ahead = open;
        boolean going = !made.isRecording();
        try {
            while (going && !start.isGiven() && !stop.isSet()) {
                going = open.keepNext();
            }
        } finally {
            if (!start.isGiven()) {
                ahead = null;
                open.close();
            }
        }
    }
}
