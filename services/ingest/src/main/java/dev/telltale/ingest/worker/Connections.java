package dev.telltale.ingest.worker;

import dev.telltale.ingest.source.ReconnectPolicy;
import dev.telltale.ingest.source.SourceState;
import dev.telltale.ingest.source.SourceState.Backoff;
import dev.telltale.ingest.source.SourceState.Connecting;
import dev.telltale.ingest.source.SourceState.Live;
import dev.telltale.ingest.source.SourceState.Retired;
import dev.telltale.ingest.source.SourceState.Stalled;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.kit.config.IngestConfig;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.NativeWatch;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The connections of one stream, one after the other, until it is told to stop or a recording is through. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    /** A connection that is silent for so many stall limits is given up. */
    private static final int STALLS_TO_HANG_UP = 4;

    private final StreamTask task;
    private final IngestConfig config;
    private final StreamPublisher publisher;
    private final InstantSource clock;
    private final StopSignal stop;
    private final NativeWatch nativeWatch;
    private final ReconnectPolicy policy;
    private volatile @Nullable StreamSource served;
    private volatile @Nullable InterruptDeadline reading;
    private volatile boolean recording;
    private volatile boolean shared;
    private volatile Duration stallAfter;

    Connections(StreamTask task, IngestConfig config, StreamPublisher publisher, InstantSource clock, StopSignal stop,
            NativeWatch nativeWatch) {
        this.task = task;
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
        this.stop = stop;
        this.nativeWatch = nativeWatch;
        this.stallAfter = config.stall();
        this.policy = new ReconnectPolicy(config.backoffMin(), config.backoffMax(), ThreadLocalRandom.current());
    }

    /** Whether the last one was to a recording. */
    boolean isRecording() {
        return recording;
    }

    /** Whether packets arrive from a source that somebody else can open beside us. */
    boolean isShared() {
        return shared && publisher.state() instanceof Live;
    }

    /** How long one may be silent, from now on. */
    InterruptDeadline deadline() {
        return stop.deadline(config.stall().multipliedBy(STALLS_TO_HANG_UP), nativeWatch);
    }

    /** Looks for a stall, and for news of what is waited for; called from outside about every second. */
    void watch() throws InterruptedException {
        StreamSource source = served;
        if (source != null) {
            // Once told to stop, the worker alone says what becomes of the stream.
            publisher.transitIfIdle(state -> state instanceof Connecting connecting && !stop.isSet()
                    ? connecting.still(source.waitingFor())
                    : state);
        }
        InterruptDeadline deadline = reading;
        if (deadline == null || deadline.silence().compareTo(stallAfter) < 0) {
            return;
        }
        Duration silence = deadline.silence();
        publisher.transitIfIdle(state -> state instanceof Live live ? live.stall(clock.instant(), silence) : state);
    }

    /**
     * Serves the stream.
     *
     * @param ahead has opened the first one, perhaps
     * @param left what the one before has left, null where there was none
     * @param resumeMicros where a recording goes on; of no meaning for a live source
     */
    void serve(StreamSource source, HeadStart ahead, @Nullable StreamStatus left, @Nullable Long resumeMicros)
            throws InterruptedException {
        publisher.transit(state -> SourceState.begin(clock.instant(), source.waitingFor()));
        served = source;
        Optional<ReadAhead> open = ahead.take(left);
        while (!stop.isSet()) {
            policy.started(clock.instant());
            String ended = connect(source, open, resumeMicros);
            open = Optional.empty();
            if (stop.isSet()) {
                return;
            }
            if (source.isRecording()) {
                publisher.retire(clock.instant(), ended);
                return;
            }
            backOff(ended == null ? "the publisher has gone" : ended, source);
        }
    }

    /** One connection from open to end; returns why it ended, null at a regular end. */
    private @Nullable String connect(StreamSource source, Optional<ReadAhead> open, @Nullable Long resumeMicros)
            throws InterruptedException {
        InterruptDeadline deadline = open.map(ReadAhead::deadline).orElseGet(this::deadline);
        try (PacketSource packets = open.isPresent() ? open.get() : source.open(deadline)) {
            Instant begun = clock.instant();
            recording = source.isRecording();
            shared = !recording && !source.isExclusive();
            publisher.transit(
                    state -> state instanceof Connecting connecting ? connecting.live(clock.instant()) : state);
            Duration pause = source.usualPause();
            stallAfter = pause.compareTo(config.stall()) > 0 ? pause : config.stall();
            reading = recording ? null : deadline;
            Connection connection = new Connection(task, packets, deadline, stop, publisher, clock, recording,
                    recording ? resumeMicros : null, this::resumed);
            boolean resumed = connection.run();
            if (Duration.between(begun, clock.instant()).compareTo(config.backoffMax()) >= 0) {
                policy.stable();
            }
            if (!resumed && !stop.isSet()) {
                // The point lies in a part whose clock was set back: rather everything again than anything lost.
                LOG.warn("resume point not found, starting over stream={}", task.stream());
                return connect(source, Optional.empty(), null);
            }
            return recording && connection.isEmpty() ? "no picture in the recording" : null;
        } catch (MediaInputException e) {
            return e.getMessage();
        } finally {
            reading = null;
        }
    }

    private void resumed() {
        if (publisher.state() instanceof Stalled) {
            try {
                publisher.transit(state -> state instanceof Stalled stalled ? stalled.resume(clock.instant()) : state);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void backOff(String why, StreamSource source) throws InterruptedException {
        Duration wait = policy.failed(clock.instant());
        LOG.info("source failed stream={} reason={} waitMillis={}", task.stream(), why, wait.toMillis());
        publisher.transit(state -> switch (state) {
            case Connecting connecting -> connecting.fail(clock.instant(), wait, why);
            case Live live -> live.fail(clock.instant(), wait, why);
            case Stalled stalled -> stalled.fail(clock.instant(), wait, why);
            case Backoff backoff -> backoff;
            case Retired retired -> retired;
        });
        stop.await(wait);
        if (!stop.isSet()) {
            publisher.transit(state -> state instanceof Backoff backoff
                    ? backoff.retry(clock.instant(), source.waitingFor())
                    : state);
        }
    }
}
