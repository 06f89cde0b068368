package dev.telltale.ingest;

import dev.telltale.ingest.worker.Batch;
import dev.telltale.ingest.worker.Ledger;
import dev.telltale.ingest.worker.OwnershipLostException;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Commits what workers hand in: all that waits goes into one transaction. Each carries the group's generation, so an instance
 * that was frozen and has lost its streams meanwhile cannot commit any more. Whatever goes wrong, the producer is made anew and
 * the status topic tells whether the last transaction took effect; so nothing is lost and nothing written twice.
 */
final class TransactionalLedger implements Ledger, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalLedger.class);
    private static final int QUEUED = 64;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ServiceContext context;
    private final String client;
    private final StatusReader statuses;
    private final BlockingQueue<Batch> incoming = new ArrayBlockingQueue<>(QUEUED);
    /** Batches that are not known to be committed, in order. */
    private final List<Batch> waiting = new ArrayList<>();
    /** The batches of a transaction whose outcome is not known. */
    private List<Batch> inDoubt = List.of();
    private @Nullable Producer<byte[], byte[]> producer;
    private Instant notBefore = Instant.MIN;
    private @Nullable String trouble;

    TransactionalLedger(ServiceContext context, String client, StatusReader statuses) {
        this.context = context;
        this.client = client;
        this.statuses = statuses;
    }

    @Override
    public void submit(Batch batch) throws InterruptedException {
        incoming.put(batch);
    }

    /** What stands in the way of committing, or null. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Ends what a predecessor of this name left open, before anybody reads what it wrote. */
    void fencePredecessor() {
        producer();
    }

    /** Commits what belongs to us; called by the group's thread, which owns the consumer. */
    void commit(Ownership ownership, Consumer<byte[], byte[]> consumer) {
        incoming.drainTo(waiting);
        waiting.removeIf(batch -> lost(batch, ownership));
        if (waiting.isEmpty() || context.clock().instant().isBefore(notBefore)) {
            return;
        }
        try {
            Producer<byte[], byte[]> open = producer();
            settle();
            List<Batch> ready = waiting.stream().filter(batch -> ownership.isOwned(batch.partition())).toList();
            if (!ready.isEmpty()) {
                write(open, ready, consumer);
            }
            trouble = null;
        } catch (KafkaException e) {
            LOG.warn("transaction failed, starting over client={} batches={} reason={}", client, waiting.size(),
                    e.toString());
            trouble = "transactions fail: " + e.getMessage();
            context.metrics().counter(Meter.ABORTS, "ingest").increment();
            notBefore = context.clock().instant().plus(PAUSE);
            discard();
        }
    }

    private static boolean lost(Batch batch, Ownership ownership) {
        if (ownership.isOwned(batch.partition()) || ownership.isSuspended(batch.partition())) {
            return false;
        }
        batch.done().completeExceptionally(new OwnershipLostException(batch.stream()));
        return true;
    }

    private void write(Producer<byte[], byte[]> open, List<Batch> ready, Consumer<byte[], byte[]> consumer) {
        inDoubt = ready;
        open.beginTransaction();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Batch batch : ready) {
            for (ProducerRecord<byte[], byte[]> record : batch.records()) {
                // What fails here fails the commit.
                var unused = open.send(record);
            }
            TopicPartition partition = new TopicPartition(context.kafka().topics().of(Topic.STREAMS),
                    batch.partition());
            offsets.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
        // The offsets serve nobody; that they are refused to a member that is out of date is what fences it.
        open.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        open.commitTransaction();
        committed();
    }

    private void committed() {
        String windows = context.kafka().topics().of(Topic.WINDOWS);
        context.metrics().counter(Meter.COMMITS, "ingest").increment();
        for (Batch batch : inDoubt) {
            long recorded = batch.records().stream().filter(record -> record.topic().equals(windows)).count();
            context.metrics().counter(Meter.WINDOWS, batch.stream()).increment((double) recorded);
            batch.done().complete(null);
        }
        waiting.removeIf(batch -> batch.done().isDone());
        inDoubt = List.of();
    }

    /** After a failure: was it committed? A transaction is one whole, so the progress of any of its streams tells. */
    private void settle() {
        if (inDoubt.isEmpty()) {
            return;
        }
        Map<String, StreamStatus> found = statuses.read(inDoubt.stream().map(Batch::stream).distinct().toList());
        boolean done = inDoubt.stream().anyMatch(batch -> {
            StreamStatus status = found.get(batch.stream());
            return batch.progress() != null && status != null && batch.progress().isContainedIn(status);
        });
        LOG.info("outcome of a transaction client={} batches={} committed={}", client, inDoubt.size(), done);
        if (done) {
            committed();
        }
        inDoubt = List.of();
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = context.kafka().transactionalProducer(client);
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    private void discard() {
        Producer<byte[], byte[]> broken = producer;
        producer = null;
        if (broken != null) {
            broken.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        incoming.drainTo(waiting);
        waiting.forEach(batch -> batch.done().completeExceptionally(new OwnershipLostException(batch.stream())));
        waiting.clear();
        discard();
    }
}
