package dev.telltale.ingest.worker;

import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.SourceState;
import dev.telltale.ingest.source.SourceState.Retired;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.source.StreamSources;
import dev.telltale.ingest.worker.StopSignal.Manner;
import dev.telltale.ingest.worker.Takeover.Finished;
import dev.telltale.ingest.worker.Takeover.Interrupted;
import dev.telltale.kit.config.IngestConfig;
import dev.telltale.schemas.StreamStatus;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/**
 * One stream from its spec to its end. Runs on a platform thread of its own, since FFmpeg's calls block it; a watchdog looks in
 * from outside.
 */
public final class StreamWorker implements Runnable {
    /** The reason of a stream that has been let go for another instance. */
    public static final String HANDED_OVER = "waiting for an instance of ingest";

    private static final Logger LOG = LoggerFactory.getLogger(StreamWorker.class);

    private final StreamTask task;
    private final StreamSources sources;
    private final IngestConfig config;
    private final StreamPublisher publisher;
    private final InstantSource clock;
    private final CarefulMode care;
    private final boolean anew;
    private final StartSignal start = new StartSignal();
    private final StopSignal stop = new StopSignal();
    private final Connections connections;

    /**
     * A worker, that writes nothing before {@link #begin}.
     *
     * @param care closed with the worker
     * @param anew true where the user has just asked for it: what went before is ended, not continued
     */
    public StreamWorker(StreamTask task, StreamSources sources, IngestConfig config, StreamPublisher publisher,
            InstantSource clock, CarefulMode care, boolean anew) {
        this.task = task;
        this.sources = sources;
        this.config = config;
        this.publisher = publisher;
        this.clock = clock;
        this.care = care;
        this.anew = anew;
        this.connections = new Connections(task, config, publisher, clock, stop, care);
    }

    /** What it works on. */
    public StreamTask task() {
        return task;
    }

    /** How far it has come, as the log knows it. */
    public @Nullable Progress committed() {
        return publisher.committed();
    }

    /**
     * The stream is its own from now on.
     *
     * @param found the last status of the stream in the log, null where there is none
     */
    public void begin(@Nullable StreamStatus found) {
        start.give(found);
    }

    /** Whether it has not begun yet: somebody else may still be writing. */
    public boolean isWaiting() {
        return !start.isGiven();
    }

    /** Whether packets arrive from a source that somebody else can open beside it. */
    public boolean isShared() {
        return connections.isShared();
    }

    /** Nobody wants the stream any more: its last record, the end, RETIRED. */
    public void remove() {
        stop(Manner.REMOVED);
    }

    /** Somebody else goes on with it. */
    public void handOver() {
        stop(Manner.HANDED_OVER);
    }

    /** Somebody else already writes it. */
    public void abandon() {
        stop(Manner.ABANDONED);
    }

    /** Looks for a stall; called from outside about every second. */
    public void watch() throws InterruptedException {
        care.watch(connections.isRecording(), publisher.committed());
        connections.watch();
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
        try (care; HeadStart ahead = new HeadStart(task, clock)) {
            if (isWaiting() && care.verdict().isEmpty()) {
                ahead.run(sources, connections::deadline, start, stop);
            }
            start.await();
            if (!isWaiting()) {
                work(ahead, new Predecessor(task, publisher, start.left()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(HeadStart ahead, Predecessor predecessor) throws InterruptedException {
        try {
            Optional<String> verdict = care.verdict();
            if (verdict.isPresent()) {
                giveUp(predecessor, verdict.get());
                return;
            }
            task.check();
            StreamSource source = ahead.source(sources);
            Takeover takeover = predecessor.takeover();
            predecessor.closeEpoch(false);
            if (anew || !(takeover instanceof Finished)) {
                Long resume = takeover instanceof Interrupted interrupted && !anew ? interrupted.resumeMicros() : null;
                connections.serve(source, ahead, start.left(), resume);
            }
            conclude();
        } catch (RefusedSourceException e) {
            refuse(predecessor, String.valueOf(e.getMessage()));
        } catch (OwnershipLostException e) {
            LOG.info("stream left to another instance stream={}", task.stream());
        } catch (RuntimeException e) {
            LOG.error("stream worker failed stream={}", task.stream(), e);
            refuse(predecessor, "internal error: " + e);
        }
    }

    private void stop(Manner how) {
        stop.stop(how);
        start.callOff();
    }

    private void conclude() throws InterruptedException {
        if (stop.manner() == Manner.REMOVED) {
            publisher.retire(clock.instant(), "removed");
        } else if (stop.manner() == Manner.HANDED_OVER && !(publisher.state() instanceof Retired)) {
            publisher.transit(state -> SourceState.begin(clock.instant(), HANDED_OVER));
        }
        publisher.awaitCommitted();
    }

    /** What has ended two processes is not touched again. */
    private void giveUp(Predecessor predecessor, String why) throws InterruptedException {
        if (predecessor.takeover() instanceof Finished) {
            return;
        }
        predecessor.markUndecodable(why, clock);
        publisher.retire(clock.instant(), why);
        publisher.awaitCommitted();
        care.forget();
    }

    private void refuse(Predecessor predecessor, String why) throws InterruptedException {
        try {
            if (publisher.committed() == null) {
                predecessor.closeEpoch(true);
            }
            publisher.retire(clock.instant(), why);
            publisher.awaitCommitted();
        } catch (OwnershipLostException e) {
            LOG.info("stream left to another instance stream={}", task.stream());
        }
    }
}
