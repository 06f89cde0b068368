package dev.telltale.scoring;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.loop.Work;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * The rounds of one worker: takes a record, has it handled, says what became of it.
 *
 * <p>
 * It holds one record at a time. What it works on is then all that it locks (the broker takes a lock back after 15 s), and
 * a slow window never makes others wait behind it while a worker is idle. The acknowledgement travels with the next fetch;
 * if it is lost, the record comes again and its scores again under the same names.
 */
final class ScoringWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(ScoringWork.class);
    /**
     * Short, because a fetch that brings nothing but the marker of a transaction wakes nobody: only the next poll asks again, and each
     * transaction of faces would cost the rest of this one (measured: half a second each, with 500 ms).
     */
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int ONE = 1;

    private final ServiceContext context;
    private final RecordHandler handler;
    private final ShareConsumer<byte[], byte[]> consumer;

    ScoringWork(ServiceContext context, String client, String group, RecordHandler handler) {
        this.context = context;
        this.handler = handler;
        this.consumer = context.kafka().shareConsumer(client, group, ONE);
        consumer.setAcknowledgementCommitCallback((offsets, failure) -> {
            if (failure != null) {
                LOG.warn("acknowledgement is lost, records will come again client={} error={}", client,
                        failure.toString());
            }
        });
        consumer.subscribe(List.of(context.kafka().topics().of(Topic.FACES)));
    }

    @Override
    public boolean run() throws InterruptedException {
        try {
            var records = consumer.poll(POLL);
            for (var record : records) {
                consumer.acknowledge(record, handle(record));
                context.metrics().counter(Meter.RECORDS, ScoringService.NAME, record.topic()).increment();
            }
            return true;
        } catch (WakeupException stop) {
            return false;
        }
    }

    /** What fails may succeed elsewhere or later; the count of deliveries ends it. */
    private AcknowledgeType handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        var outcome = AcknowledgeType.RELEASE;
        try {
            outcome = handler.handle(record);
        } catch (RuntimeException failed) {
            LOG.warn("record is given back topic={} partition={} offset={} delivery={} error={}", record.topic(),
                    record.partition(), record.offset(), record.deliveryCount().orElse((short) 1), failed.toString());
            LOG.debug("record is given back", failed);
        }
        if (outcome == AcknowledgeType.RELEASE) {
            context.metrics().counter(Meter.RELEASED, ScoringService.NAME).increment();
        }
        return outcome;
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        handler.close();
    }
}
