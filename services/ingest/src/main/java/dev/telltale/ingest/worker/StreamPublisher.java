package dev.telltale.ingest.worker;

import dev.telltale.ingest.source.SourceState;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.kit.metrics.Metrics;
import dev.telltale.schemas.StatusReporter;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowMark;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Writes the records of one stream, always together with a status that says how far it has come. The worker and a watchdog may
 * both write; a lock keeps their batches in the order of what they say.
 */
public final class StreamPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPublisher.class);
    /** Batches under way before a worker waits: enough to fill a transaction, too few to fill the memory. */
    private static final int MOST_UNDER_WAY = 4;

    private final StreamTask task;
    private final RecordCodec codec;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Metrics metrics;
    private final String instance;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
    private volatile SourceState state;
    private volatile @Nullable Progress progress;
    private volatile @Nullable Progress committed;
    private long gaps;
    private @Nullable Long lagMillis;

    /** A publisher of a stream of which nothing is known yet. */
    public StreamPublisher(StreamTask task, ServiceContext context, Ledger ledger) {
        this.task = task;
        this.codec = context.kafka().codec();
        this.ledger = ledger;
        this.clock = context.clock();
        this.metrics = context.metrics();
        this.instance = context.config().instance();
        this.state = SourceState.begin(clock.instant(), "starting");
    }

    /** Key of the status of a stream that ingest writes. */
    public static String statusKey(String stream) {
        return stream + "/" + StatusReporter.INGEST.name().toLowerCase(Locale.ROOT);
    }

    /** Goes on from a status that was found in the log. */
    void takeOver(StreamStatus found) {
        progress = Progress.of(found);
        committed = progress;
        gaps = found.getGaps();
        lagMillis = found.getLagMillis();
    }

    /** The state it is in. */
    SourceState state() {
        return state;
    }

    /** How far it has come, as the log knows it. */
    public @Nullable Progress committed() {
        return committed;
    }

    /** Goes to another state and tells it. */
    void transit(UnaryOperator<SourceState> transition) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            tell(transition);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends it for good, once.
     *
     * @param why for people; null at the regular end of a recording
     */
    void retire(Instant at, @Nullable String why) throws InterruptedException {
        LOG.info("stream retired stream={} reason={}", task.stream(), why == null ? "end of the recording" : why);
        transit(before -> before instanceof SourceState.Retired ? before : before.retire(at, why));
    }

    /** As {@link #transit}, but not while the worker is writing: then it is neither stalled nor in need of a watchdog. */
    void transitIfIdle(UnaryOperator<SourceState> transition) throws InterruptedException {
        if (lock.tryLock()) {
            try {
                tell(transition);
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Writes records together with the progress that they make.
     *
     * @param lost windows that were lost
     * @param lag from the capture of the newest picture until now, null where that is not known
     */
    void write(List<Output> outputs, Progress made, int lost, @Nullable Duration lag) throws InterruptedException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Output output : outputs) {
            records.add(codec.encode(output.topic(), task.stream(), output.value()));
            if (output.value() instanceof WindowMark mark) {
                metrics.counter(Meter.MARKS, "ingest", mark.getReason().name()).increment();
            }
        }
        lock.lockInterruptibly();
        try {
            progress = made;
            gaps += lost;
            lagMillis = lag == null ? null : Long.valueOf(lag.toMillis());
            submit(records, made);
        } finally {
            lock.unlock();
        }
    }

    /** A record and where it goes; the key is the stream. */
    record Output(Topic topic, SpecificRecord value) {}

    /** Waits until everything is committed. */
    void awaitCommitted() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!underWay.isEmpty()) {
                await(underWay.removeFirst());
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell(UnaryOperator<SourceState> transition) throws InterruptedException {
        SourceState next = transition.apply(state);
        if (!next.equals(state)) {
            state = next;
            submit(new ArrayList<>(), null);
        }
    }

    private void submit(List<ProducerRecord<byte[], byte[]>> records, @Nullable Progress made)
            throws InterruptedException {
        while (underWay.size() >= MOST_UNDER_WAY) {
            await(underWay.removeFirst());
        }
        records.add(codec.encode(Topic.STATUS, statusKey(task.stream()), status()));
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (made != null) {
            var unused = done.thenRun(() -> committed = made);
        }
        underWay.addLast(done);
        ledger.submit(new Batch(task.stream(), task.partition(), List.copyOf(records), made, done));
    }

    private static void await(CompletableFuture<Void> done) throws InterruptedException {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private StreamStatus status() {
        Instant now = clock.instant();
        Progress at = progress;
        StreamStatus.Builder status = StreamStatus.newBuilder().setStream(task.stream())
                .setReporter(StatusReporter.INGEST)
                .setState(schemaState(state)).setReason(state.reason()).setSince(state.since()).setAt(now).setGaps(gaps)
                .setLagMillis(lagMillis).setInstance(instance);
        if (at != null) {
            status.setEpoch(at.epoch()).setNextWindow(at.nextWindow()).setEpochStartMicros(at.startMicros())
                    .setEpochEnded(at.ended());
        }
        return status.build();
    }

    private static dev.telltale.schemas.SourceState schemaState(SourceState state) {
        return switch (state) {
            case SourceState.Connecting connecting -> dev.telltale.schemas.SourceState.CONNECTING;
            case SourceState.Live live -> dev.telltale.schemas.SourceState.LIVE;
            case SourceState.Stalled stalled -> dev.telltale.schemas.SourceState.STALLED;
            case SourceState.Backoff backoff -> dev.telltale.schemas.SourceState.BACKOFF;
            case SourceState.Retired retired -> dev.telltale.schemas.SourceState.RETIRED;
        };
    }
}
