package dev.telltale.ingest;

import dev.telltale.ingest.source.StreamSources;
import dev.telltale.ingest.worker.CarefulMode;
import dev.telltale.ingest.worker.Ledger;
import dev.telltale.ingest.worker.StreamPublisher;
import dev.telltale.ingest.worker.StreamTask;
import dev.telltale.ingest.worker.StreamWorker;
import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.StreamStatus;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The workers of a group and their threads. The group's thread starts and stops them; the watchdog only looks. */
final class Workers {
    private record Running(StreamWorker worker, Thread thread) {}

    private final ServiceContext context;
    private final StreamSources sources;
    private final Ledger ledger;
    private final Path journals;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /** @param client name of the group's client: a stream that moves from one group of this process to another has two workers */
    Workers(ServiceContext context, StreamSources sources, Ledger ledger, String client) {
        this.context = context;
        this.sources = sources;
        this.ledger = ledger;
        this.journals = context.config().dataDir().resolve("journal")
                .resolve(client + "-" + context.config().instance());
    }

    /**
     * Starts a worker that begins at once; the stream must have none.
     *
     * @param found the last status of the stream in the log
     * @param anew where the user has just asked for it
     */
    void start(StreamTask task, @Nullable StreamStatus found, boolean anew) {
        StreamWorker worker = make(task, anew);
        worker.begin(found);
        run(worker);
    }

    /** Starts a worker that may open its source, but waits before it writes; the stream must have none. */
    void prepare(StreamTask task, boolean anew) {
        run(make(task, anew));
    }

    private StreamWorker make(StreamTask task, boolean anew) {
        StreamPublisher publisher = new StreamPublisher(task, context, ledger);
        CarefulMode care = CarefulMode.open(journals, task.stream(), anew, context.config().ingest().cpuPerRead(),
                context.clock());
        return new StreamWorker(task, sources, context.config().ingest(), publisher, context.clock(), care, anew);
    }

    private void run(StreamWorker worker) {
        StreamTask task = worker.task();
        Thread thread = Thread.ofPlatform().daemon().name("ingest-" + task.stream()).unstarted(worker);
        if (running.putIfAbsent(task.stream(), new Running(worker, thread)) != null) {
            throw new IllegalStateException("stream " + task.stream() + " already has a worker");
        }
        thread.start();
    }

    /** The worker of a stream, or null. */
    @Nullable
    StreamWorker find(String stream) {
        Running found = running.get(stream);
        return found == null ? null : found.worker();
    }

    /** Those of these partitions that have not begun yet. */
    List<StreamWorker> waiting(Predicate<Integer> partitions) {
        return running.values().stream().map(Running::worker)
                .filter(worker -> worker.isWaiting() && partitions.test(worker.task().partition())).toList();
    }

    /** Whether another instance could connect to the source of one of these beside it. */
    boolean shared(Predicate<Integer> partitions) {
        return running.values().stream().map(Running::worker)
                .anyMatch(worker -> partitions.test(worker.task().partition()) && worker.isShared());
    }

    /** Does something with the workers of a partition. */
    void each(int partition, Consumer<StreamWorker> action) {
        of(partition).forEach(entry -> action.accept(entry.worker()));
    }

    /** Does something with all workers. */
    void each(Consumer<StreamWorker> action) {
        running.values().forEach(entry -> action.accept(entry.worker()));
    }

    /** Forgets the workers whose threads have ended and returns their streams. */
    List<String> reap() {
        List<String> ended = new ArrayList<>();
        running.forEach((stream, entry) -> {
            if (!entry.thread().isAlive()) {
                ended.add(stream);
            }
        });
        ended.forEach(running::remove);
        return ended;
    }

    /** Whether a worker of these partitions is still at work. */
    boolean busy(Predicate<Integer> partitions) {
        return running.values().stream()
                .anyMatch(entry -> partitions.test(entry.worker().task().partition()) && entry.thread().isAlive());
    }

    /** What is wrong with one of them that only the end of the process mends. */
    Optional<String> failure() {
        return running.values().stream().flatMap(entry -> entry.worker().failure().stream()).findFirst();
    }

    /** Looks for stalls. */
    void watch() throws InterruptedException {
        for (Running entry : running.values()) {
            entry.worker().watch();
        }
    }

    private Collection<Running> of(int partition) {
        return running.values().stream().filter(entry -> entry.worker().task().partition() == partition).toList();
    }
}
