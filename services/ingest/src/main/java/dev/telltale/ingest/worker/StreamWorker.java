package dev.telltale.ingest.worker;

import dev.telltale.ingest.source.ReconnectPolicy;
import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.SourceState;
import dev.telltale.ingest.source.SourceState.Backoff;
import dev.telltale.ingest.source.SourceState.Connecting;
import dev.telltale.ingest.source.SourceState.Live;
import dev.telltale.ingest.source.SourceState.Retired;
import dev.telltale.ingest.source.SourceState.Stalled;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.StreamSources;
import dev.telltale.ingest.worker.StopSignal.Manner;
import dev.telltale.ingest.worker.Takeover.Finished;
import dev.telltale.ingest.worker.Takeover.Interrupted;
import dev.telltale.kit.config.IngestConfig;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One stream from its spec to its end. Runs on a platform thread of its own, since FFmpeg's calls block it; a watchdog looks in
 * from outside.
 */
public final class StreamWorker implements Runnable {
    /** The reason of a stream that has been let go for another instance. */
    public static final String HANDED_OVER = "waiting for an instance of ingest";

    private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);
    /** A connection that is silent for so many stall limits is given up. */
    private static final int STALLS_TO_HANG_UP = 4;

    private final StreamTask task;
    private final StreamSources sources;
    private final IngestConfig config;
    private final StreamPublisher publisher;
    private final InstantSource clock;
    private final CarefulMode care;
    private final Predecessor predecessor;
    private final boolean anew;
    private final StopSignal stop = new StopSignal();
    private final ReconnectPolicy policy;
    private volatile @Nullable InterruptDeadline reading;
    private volatile boolean recording;
    private volatile Duration stallAfter;
    /** Where a recording goes on; of no meaning for a live source. */
    private @Nullable Long resumeMicros;

    /**
     * A worker.
     *
     * @param care closed with the worker
     * @param found the last status of the stream in the log, null where there is none
     * @param anew true where the user has just asked for it: what went before is ended, not continued
     */
    public StreamWorker(StreamTask task, StreamSources sources, IngestConfig config, StreamPublisher publisher,
            InstantSource clock, CarefulMode care, @Nullable StreamStatus found, boolean anew) {
        this.task = task;
        this.sources = sources;
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
        this.care = care;
        this.predecessor = new Predecessor(task, publisher, found);
        this.anew = anew;
        this.stallAfter = config.stall();
        this.policy = new ReconnectPolicy(config.backoffMin(), config.backoffMax(), ThreadLocalRandom.current());
    }

    /** What it works on. */
    public StreamTask task() {
        return task;
    }

    /** How far it has come, as the log knows it. */
    public @Nullable Progress committed() {
        return publisher.committed();
    }

    /** Nobody wants the stream any more: its last record, the end, RETIRED. */
    public void remove() {
        stop.stop(Manner.REMOVED);
    }

    /** Somebody else goes on with it. */
    public void handOver() {
        stop.stop(Manner.HANDED_OVER);
    }

    /** Somebody else already writes it. */
    public void abandon() {
        stop.stop(Manner.ABANDONED);
    }

    /** Looks for a stall; called from outside about every second. */
    public void watch() throws InterruptedException {
        care.watch(recording, publisher.committed());
        InterruptDeadline deadline = reading;
        if (deadline == null || deadline.silence().compareTo(stallAfter) < 0) {
            return;
        }
        Duration silence = deadline.silence();
        publisher.transitIfIdle(state -> state instanceof Live live ? live.stall(clock.instant(), silence) : state);
    }

    /** What is wrong with it that only the end of the process mends. */
    public Optional<String> failure() {
        return care.isOverrun()
                ? Optional.of("native code has read stream " + task.stream() + " for more than "
                        + config.cpuPerRead().toSeconds() + " s of CPU time; the next process will be careful with it")
                : Optional.empty();
    }

    @Override
    public void run() {
        care.begin();
        try (care) {
            Optional<String> verdict = care.verdict();
            if (verdict.isPresent()) {
                giveUp(verdict.get());
                return;
            }
            task.check();
            try (StreamSource source = sources.create(task.spec())) {
                if (takeOver()) {
                    serve(source);
                }
            }
            conclude();
        } catch (RefusedSourceException e) {
            refuse(String.valueOf(e.getMessage()));
        } catch (OwnershipLostException e) {
            LOG.info("stream left to another instance stream={}", task.stream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("stream worker failed stream={}", task.stream(), e);
            refuse("internal error: " + e);
        }
    }

    /** Closes what was left open; false where there is nothing to do. */
    private boolean takeOver() throws InterruptedException {
        Takeover takeover = predecessor.takeover();
        predecessor.closeEpoch(false);
        if (takeover instanceof Interrupted interrupted && !anew) {
            resumeMicros = interrupted.resumeMicros();
        }
        return anew || !(takeover instanceof Finished);
    }

    private void serve(StreamSource source) throws InterruptedException {
        publisher.transit(state -> SourceState.begin(clock.instant(), source.waitingFor()));
        while (!stop.isSet()) {
            policy.started(clock.instant());
            String ended = connect(source);
            if (stop.isSet()) {
                return;
            }
            if (source.isRecording()) {
                retire(ended);
                return;
            }
            backOff(ended == null ? "the publisher has gone" : ended, source);
        }
    }

    /** One connection from open to end; returns why it ended, null at a regular end. */
    private @Nullable String connect(StreamSource source) throws InterruptedException {
        InterruptDeadline deadline = stop.deadline(config.stall().multipliedBy(STALLS_TO_HANG_UP), care);
        try (PacketSource packets = source.open(deadline)) {
            Instant begun = clock.instant();
            recording = source.isRecording();
            publisher.transit(
                    state -> state instanceof Connecting connecting ? connecting.live(clock.instant()) : state);
            Duration pause = source.usualPause();
            stallAfter = pause.compareTo(config.stall()) > 0 ? pause : config.stall();
            reading = source.isRecording() ? null : deadline;
            Connection connection = new Connection(task, packets, deadline, stop, publisher, clock,
                    source.isRecording(), source.isRecording() ? resumeMicros : null, this::resumed);
            boolean resumed = connection.run();
            if (Duration.between(begun, clock.instant()).compareTo(config.backoffMax()) >= 0) {
                policy.stable();
            }
            if (!resumed && !stop.isSet()) {
                // The point lies in a part whose clock was set back: rather everything again than anything lost.
                LOG.warn("resume point not found, starting over stream={}", task.stream());
                resumeMicros = null;
                return connect(source);
            }
            return source.isRecording() && connection.isEmpty() ? "no picture in the recording" : null;
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

    private void conclude() throws InterruptedException {
        if (stop.manner() == Manner.REMOVED) {
            retire("removed");
        } else if (stop.manner() == Manner.HANDED_OVER && !(publisher.state() instanceof Retired)) {
            publisher.transit(state -> SourceState.begin(clock.instant(), HANDED_OVER));
        }
        publisher.awaitCommitted();
    }

    private void retire(@Nullable String why) throws InterruptedException {
        LOG.info("stream retired stream={} reason={}", task.stream(), why == null ? "end of the recording" : why);
        publisher.transit(state -> state instanceof Retired ? state : state.retire(clock.instant(), why));
    }

    /** What has ended two processes is not touched again. */
    private void giveUp(String why) throws InterruptedException {
        if (predecessor.takeover() instanceof Finished) {
            return;
        }
        predecessor.markUndecodable(why, clock);
        retire(why);
        publisher.awaitCommitted();
        care.forget();
    }

    private void refuse(String why) {
        try {
            if (publisher.committed() == null) {
                predecessor.closeEpoch(true);
            }
            retire(why);
            publisher.awaitCommitted();
        } catch (OwnershipLostException e) {
            LOG.info("stream left to another instance stream={}", task.stream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
