package dev.telltale.kit.loop;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.DeadLetterReason;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.metrics.Meter;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The rounds of a {@link TransactionalLoop}: poll, handle, commit; on trouble rewind. */
final class TransactionalWork<T extends SpecificRecord> implements Work, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionalWork.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long MOST_BYTES = 32L << 20;

    private final ServiceContext context;
    private final TransactionalLoop.Plan<T> plan;
    private final TransactionalHandler<T> handler;
    private final Consumer<byte[], byte[]> consumer;
    private final Transactor transactor;
    private final OutputBuffer outputs;
    private final Positions positions = new Positions();
    private final Attempts attempts = new Attempts();
    private final RecordGuard guard;
    private boolean subscribed;
    private boolean rewindDue;
    private volatile boolean stopping;

    TransactionalWork(ServiceContext context, TransactionalLoop.Plan<T> plan, TransactionalHandler<T> handler,
            RecordGuard guard) {
        this.guard = guard;
        this.context = context;
        this.plan = plan;
        this.handler = handler;
        this.consumer = context.kafka().groupConsumer(plan.name(), plan.name());
        this.transactor = new Transactor(context.kafka(), plan.name());
        this.outputs = new OutputBuffer(context.kafka());
    }

    @Override
    public boolean run() throws Exception {
        try {
            prepare();
            var records = consumer.poll(POLL);
            handleAll(records);
            handler.idle(outputs);
            commit();
            return true;
        } catch (FencedInstanceIdException fenced) {
            throw new FatalException("another process runs under the instance name '" + context.config().instance()
                    + "': every process needs its own", fenced);
        } catch (WakeupException stop) {
            return false;
        } catch (Exception trouble) {
            rewindDue = true;
            throw trouble;
        }
    }

    /** What a predecessor left open is settled before the first committed offset is asked for. */
    private void prepare() {
        transactor.ensureOpen();
        if (!subscribed) {
            consumer.subscribe(List.of(context.kafka().topics().of(plan.input())), this);
            subscribed = true;
        }
        if (rewindDue) {
            rewind();
        }
    }

    private void handleAll(Iterable<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        var begun = context.clock().instant();
        for (var record : records) {
            if (stopping) {
                return;
            }
            handle(record);
            var due = Duration.between(begun, context.clock().instant()).compareTo(plan.commitEvery()) >= 0;
            if (due || outputs.bytes() >= MOST_BYTES) {
                commit();
                begun = context.clock().instant();
            }
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) throws Exception {
        var partition = new TopicPartition(record.topic(), record.partition());
        var replayed = positions.isReplay(partition, record.offset());
        var deaths = guard.deaths(record);
        if (deaths > 0) {
            // What was done before it is not lost if it ends this process too.
            commit();
        }
        if (deaths >= CrashJournal.MOST_DEATHS) {
            poisoned(record, DeadLetterReason.POISON, "it has ended its process " + deaths + " times", replayed);
        } else if (attempts.isPoison(record)) {
            poisoned(record, DeadLetterReason.POISON, attempts.lastError(record), replayed);
        } else {
            handleGuarded(record, replayed);
        }
        positions.handled(partition, record.offset());
        if (deaths > 0 && !replayed) {
            commit();
            guard.forget(record);
        }
        context.metrics().counter(Meter.RECORDS, plan.name(), record.topic()).increment();
    }

    /** An error, unlike an exception, ends the process: the record stays noted. */
    private void handleGuarded(ConsumerRecord<byte[], byte[]> record, boolean replayed) throws Exception {
        guard.begin(record);
        try {
            decodeAndHandle(record, replayed);
        } catch (Exception survived) {
            guard.end();
            throw survived;
        }
        guard.end();
    }

    private void decodeAndHandle(ConsumerRecord<byte[], byte[]> record, boolean replayed) throws Exception {
        T value;
        try {
            value = context.kafka().codec().decode(plan.input(), plan.type(), record.value());
        } catch (SerializationException unreadable) {
            if (!RecordCodec.isHopeless(unreadable)) {
                throw unreadable;
            }
            poisoned(record, DeadLetterReason.UNREADABLE, unreadable.toString(), replayed);
            return;
        }
        try {
            handler.handle(new Input<>(record, RecordCodec.text(record.key()), value, replayed,
                    attempts.attempt(record)), outputs);
        } catch (WakeupException | InterruptedException stop) {
            throw stop;
        } catch (Exception failed) {
            attempts.failed(record, failed);
            throw failed;
        }
    }

    private void poisoned(ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String detail,
            boolean replayed) {
        LOG.warn("record is dead-lettered topic={} partition={} offset={} reason={} detail={} replayed={}",
                record.topic(), record.partition(), record.offset(), reason, detail, replayed);
        if (replayed) {
            handler.missing(record);
            return;
        }
        outputs.deadLetter(plan.input(), record, reason, detail);
        handler.poisoned(record, reason, detail, outputs);
        context.metrics().counter(Meter.DEAD_LETTERS, plan.name(), record.topic(), reason.name()).increment();
    }

    private void commit() {
        var offsets = positions.uncommitted();
        if (offsets.isEmpty() && outputs.records().isEmpty()) {
            return;
        }
        transactor.commit(outputs.records(), offsets, consumer.groupMetadata());
        positions.committedAll();
        attempts.committed(offsets);
        outputs.clear();
        context.metrics().counter(Meter.COMMITS, plan.name()).increment();
    }

    /** As if everything had just been assigned. */
    private void rewind() {
        context.metrics().counter(Meter.ABORTS, plan.name()).increment();
        outputs.clear();
        var mine = List.copyOf(consumer.assignment());
        handler.revoked(mine);
        onPartitionsAssigned(mine);
        rewindDue = false;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        try {
            var found = positions.load(consumer, partitions);
            positions.seek(consumer, found, handler.assigned(found));
        } catch (RuntimeException failed) {
            rewindDue = true;
            throw failed;
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        handler.revoked(partitions);
    }

    @Override
    public void wakeup() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void close() {
        transactor.close();
        consumer.close();
        guard.close();
    }
}
