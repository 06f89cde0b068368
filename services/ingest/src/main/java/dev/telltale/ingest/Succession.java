package dev.telltale.ingest;

import dev.telltale.ingest.worker.Progress;
import dev.telltale.ingest.worker.StreamTask;
import dev.telltale.ingest.worker.StreamWorker;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.schemas.StreamStatus;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which worker follows which: what begins when a stream is added, changes, comes from another instance or goes to one. A stream
 * has one author at any time; where the source lets two read it, the next one connects before the last one lets go. Used by the
 * group's thread.
 */
final class Succession {
    private final ServiceContext context;
    private final SpecTable table;
    private final Workers workers;
    private final Ownership ownership;
    private final StatusReader statuses;
    private final Arrivals arrivals;
    private final Departures departures;
    /** Streams that get a worker as soon as they have none; true where it begins anew. */
    private final Map<String, Boolean> restarts = new HashMap<>();

    Succession(ServiceContext context, SpecTable table, Workers workers, Ownership ownership, StatusReader statuses) {
        this.context = context;
        this.table = table;
        this.workers = workers;
        this.ownership = ownership;
        this.statuses = statuses;
        this.arrivals = new Arrivals(context.clock());
        this.departures = new Departures(context.clock());
    }

    /** The table has changed for a stream of a partition that we follow; {@code before} is what it was, null where it was not ours. */
    void follow(String stream, @Nullable StreamTask before) {
        StreamTask wanted = table.task(stream);
        StreamWorker worker = workers.find(stream);
        if (worker == null) {
            if (wanted != null && (before == null || !wanted.sameWork(before) || wanted.isAskedAgain(before))) {
                restarts.put(stream, true);
                arrivals.add(stream);
            }
            dropSeries(stream);
        } else if (wanted == null) {
            restarts.remove(stream);
            arrivals.remove(stream);
            part(stream, worker);
        } else {
            departures.remove(stream);
            if (!wanted.sameWork(worker.task())) {
                worker.handOver();
                restarts.put(stream, true);
            }
        }
    }

    /** Ends what is due to end and starts what is due to start. */
    void step() {
        workers.reap().forEach(this::dropSeries);
        departures.due().stream().flatMap(stream -> Stream.ofNullable(workers.find(stream)))
                .forEach(StreamWorker::handOver);
        List<StreamTask> due = restarts.keySet().stream().filter(stream -> workers.find(stream) == null)
                .map(table::task)
                .filter(Objects::nonNull).filter(task -> ownership.isOwned(task.partition())).toList();
        List<StreamWorker> waiting = workers.waiting(ownership::isOwned);
        if ((due.isEmpty() && waiting.isEmpty()) || arrivals.isPausing()) {
            return;
        }
        Map<String, StreamStatus> found = statuses.read(Stream
                .concat(due.stream(), waiting.stream().map(StreamWorker::task)).map(StreamTask::stream).toList());
        due.forEach(task -> start(task, found.get(task.stream()), Boolean.TRUE.equals(restarts.remove(task.stream()))));
        waiting.forEach(worker -> begin(worker, found.get(worker.task().stream())));
    }

    /** A partition has become ours, and this is one of its streams. A worker that was suspended goes on if nobody has written in between. */
    void resumeOrStart(StreamTask task, @Nullable StreamStatus found) {
        StreamWorker present = workers.find(task.stream());
        if (present == null) {
            workers.start(task, found, false);
        } else if (!task.sameWork(present.task())) {
            present.abandon();
            restarts.put(task.stream(), true);
        } else if (present.isWaiting()) {
            present.begin(found);
        } else if (!isOurs(present, found)) {
            present.abandon();
            restarts.put(task.stream(), false);
        }
    }

    /** These will be ours as soon as another instance lets go of their partition. */
    void prepare(Collection<StreamTask> tasks) {
        tasks.stream().filter(task -> workers.find(task.stream()) == null)
                .forEach(task -> workers.prepare(task, false));
    }

    private void part(String stream, StreamWorker worker) {
        if (!table.isElsewhere(stream)) {
            departures.remove(stream);
            worker.remove();
        } else if (worker.isShared()) {
            departures.add(stream);
        } else {
            worker.handOver();
        }
    }

    private void start(StreamTask task, @Nullable StreamStatus found, boolean anew) {
        if (arrivals.mustWait(task.stream(), found)) {
            workers.prepare(task, anew);
        } else {
            workers.start(task, found, anew);
        }
    }

    private void begin(StreamWorker worker, @Nullable StreamStatus found) {
        if (!arrivals.mustWait(worker.task().stream(), found)) {
            worker.begin(found);
        }
    }

    private boolean isOurs(StreamWorker suspended, @Nullable StreamStatus found) {
        return found == null || Objects.equals(Progress.of(found), suspended.committed())
                || context.config().instance().equals(found.getInstance());
    }

    /** Of a stream that nobody wants any more: its worker's last windows were counted before it ended. */
    private void dropSeries(String stream) {
        if (table.task(stream) == null) {
            context.metrics().remove(Meter.WINDOWS, stream);
        }
    }
}
