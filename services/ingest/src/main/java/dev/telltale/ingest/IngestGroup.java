package dev.telltale.ingest;

import dev.telltale.ingest.source.StreamSources;
import dev.telltale.ingest.worker.StreamTask;
import dev.telltale.ingest.worker.StreamWorker;
import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One membership in a consumer group over the streams topic, for the streams without a placement label or for those with one.
 * A single thread owns consumer and producer: it follows the table, starts and stops workers, and commits what they hand in.
 */
final class IngestGroup implements Runnable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(IngestGroup.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration HANDOVER = Duration.ofSeconds(5);
    private static final Duration SUSPENDED_FOR = Duration.ofSeconds(60);

    private final ServiceContext context;
    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final StatusReader statuses;
    private final TransactionalLedger ledger;
    private final SpecTable table;
    private final Workers workers;
    private final Ownership ownership = new Ownership();
    /** Partitions whose specs are still being read, and up to where. */
    private final Map<TopicPartition, Long> loading = new HashMap<>();
    private final Succession succession;
    private final Upcoming upcoming;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Instant suspendedSince = Instant.MAX;
    private volatile boolean closing;
    private volatile Instant drainUntil = Instant.MAX;
    private volatile Health health = new Health.Starting("its share of the streams");

    IngestGroup(ServiceContext context, StreamSources sources, @Nullable String placement) {
        String client = placement == null ? "ingest" : "ingest-at-" + placement.toLowerCase(Locale.ROOT);
        this.context = context;
        this.topic = context.kafka().topics().of(Topic.STREAMS);
        this.upcoming = new Upcoming(context, client + "-upcoming",
                () -> new SpecTable(context.kafka().codec(), placement));
        this.consumer = context.kafka().groupConsumer(client, client, upcoming::announce);
        this.statuses = new StatusReader(context.kafka(), client + "-status");
        this.ledger = new TransactionalLedger(context, client, statuses);
        this.table = new SpecTable(context.kafka().codec(), placement);
        this.workers = new Workers(context, sources, ledger, client);
        this.succession = new Succession(context, table, workers, ownership, statuses);
    }

    Health health() {
        Optional<String> failure = workers.failure();
        if (failure.isPresent()) {
            return new Health.Failed(failure.get());
        }
        String trouble = ledger.trouble();
        return health.isReady() && trouble != null ? new Health.Degraded(trouble) : health;
    }

    /** Looks for stalls; from the watchdog's thread. */
    void watch() throws InterruptedException {
        workers.watch();
    }

    /** Asks the thread to finish and waits for it. */
    void close(Duration drain) {
        drainUntil = context.clock().instant().plus(drain);
        closing = true;
        try {
            if (!ended.await(drain.plusSeconds(3).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("ingest did not end in time drainMillis={}", drain.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try (consumer; ledger) {
            consumer.subscribe(List.of(topic), this);
            while (!closing) {
                step();
            }
            leave();
        } catch (FencedInstanceIdException e) {
            LOG.error("another process has the same instance name instance={}", context.config().instance());
            health = new Health.Failed("another process is called '" + context.config().instance() + "'");
            workers.each(StreamWorker::abandon);
        } catch (RuntimeException e) {
            LOG.error("ingest stopped", e);
            health = new Health.Failed(String.valueOf(e.getMessage()));
            workers.each(StreamWorker::abandon);
        } finally {
            ended.countDown();
        }
    }

    private void step() {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                StreamTask before = table.task(RecordCodec.text(record.key()));
                String stream = table.apply(record);
                if (!loading.containsKey(new TopicPartition(record.topic(), record.partition()))) {
                    succession.follow(stream, before);
                }
            }
            succession.prepare(upcoming.read());
            if (upcoming.isOver()) {
                workers.waiting(partition -> !ownership.isOwned(partition)).forEach(StreamWorker::abandon);
            }
            finishLoading();
            succession.step();
            ledger.commit(ownership, consumer);
            forgetSuspended();
        } catch (FencedInstanceIdException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("ingest goes on after an error reason={}", e.toString());
        }
    }

    private void finishLoading() {
        List<TopicPartition> loaded = loading.entrySet().stream()
                .filter(entry -> consumer.position(entry.getKey()) >= entry.getValue()).map(Map.Entry::getKey).toList();
        if (loaded.isEmpty()) {
            return;
        }
        ledger.fencePredecessor();
        List<StreamTask> tasks = loaded.stream().flatMap(partition -> table.of(partition.partition()).stream())
                .toList();
        Map<String, StreamStatus> found = statuses.read(tasks.stream().map(StreamTask::stream).toList());
        loaded.forEach(loading::remove);
        for (StreamTask task : tasks) {
            succession.resumeOrStart(task, found.get(task.stream()));
        }
        loaded.forEach(partition -> ownership.assign(partition.partition()));
        if (loading.isEmpty()) {
            health = new Health.Ready();
        }
    }

    private void forgetSuspended() {
        if (ownership.suspended().isEmpty() || context.clock().instant().isBefore(suspendedSince.plus(SUSPENDED_FOR))) {
            return;
        }
        for (int partition : ownership.suspended()) {
            workers.each(partition, StreamWorker::abandon);
            ownership.revoke(partition);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            consumer.seekToBeginning(partitions);
            partitions.forEach(partition -> table.drop(partition.partition()));
            loading.putAll(consumer.endOffsets(partitions));
        } else if (loading.isEmpty()) {
            health = new Health.Ready();
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Set<Integer> leaving = new HashSet<>();
        partitions.forEach(partition -> leaving.add(partition.partition()));
        if (workers.shared(leaving::contains)) {
            // Whoever gets the streams has been told, and connects to their sources now.
            commitWhile(() -> !closing, context.clock().instant().plus(Departures.OVERLAP));
        }
        leaving.forEach(partition -> workers.each(partition, StreamWorker::handOver));
        commitWhile(() -> workers.busy(leaving::contains), context.clock().instant().plus(HANDOVER));
        ledger.commit(ownership, consumer);
        partitions.forEach(loading::remove);
        for (int partition : leaving) {
            workers.each(partition, StreamWorker::abandon);
            ownership.revoke(partition);
            table.drop(partition);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn("streams lost for now partitions={}", partitions.size());
        suspendedSince = context.clock().instant();
        for (TopicPartition partition : partitions) {
            ownership.suspend(partition.partition());
            loading.remove(partition);
        }
    }

    /** Before the consumer closes: while we are still members, everything is written. */
    private void leave() {
        health = new Health.Stopping();
        workers.each(StreamWorker::handOver);
        commitWhile(() -> workers.busy(partition -> true), drainUntil);
        workers.each(StreamWorker::abandon);
    }

    /** Writes what workers hand in while they finish, where nobody polls. */
    private void commitWhile(BooleanSupplier goesOn, Instant until) {
        while (goesOn.getAsBoolean() && context.clock().instant().isBefore(until)) {
            ledger.commit(ownership, consumer);
            try {
                Thread.sleep(Duration.ofMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
