package dev.telltale.trainer.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Prepares the mini-batches of the next steps on worker threads and hands them out in order. */
final class Prefetcher implements AutoCloseable {
    private final LongFunction<Batch> source;
    private final ExecutorService workers;
    private final Deque<Future<Batch>> ahead = new ArrayDeque<>();
    private final int depth;
    private final long end;
    private long next;

    Prefetcher(LongFunction<Batch> source, long first, long end, int workers) {
        this.source = source;
        this.next = first;
        this.end = end;
        this.depth = workers + 1;
        this.workers = Executors.newFixedThreadPool(workers,
                Thread.ofPlatform().daemon().name("training-batch-", 0).factory());
    }

    /** The mini-batch of the next step; waits for it. */
    Batch next() throws InterruptedException {
        while (ahead.size() < depth && next < end) {
            long step = next++;
            ahead.add(workers.submit(() -> source.apply(step)));
        }
        try {
            return ahead.remove().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a mini-batch could not be prepared: " + failed.getCause(), failed);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
