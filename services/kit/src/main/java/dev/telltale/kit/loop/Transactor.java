package dev.telltale.kit.loop;

import dev.telltale.kit.kafka.KafkaClients;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes outputs and offsets in one transaction. After a failure it either aborts cleanly or begins again with a new producer. */
final class Transactor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Transactor.class);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final KafkaClients kafka;
    private final String client;
    private @Nullable Producer<byte[], byte[]> producer;

    Transactor(KafkaClients kafka, String client) {
        this.kafka = kafka;
        this.client = client;
    }

    /**
     * Connects, and by that ends what a predecessor of the same name left open: only then can committed offsets and
     * snapshots be believed.
     */
    Producer<byte[], byte[]> ensureOpen() {
        if (producer == null) {
            var fresh = kafka.transactionalProducer(client);
            try {
                fresh.initTransactions();
            } catch (KafkaException failed) {
                fresh.close(CLOSE);
                throw failed;
            }
            producer = fresh;
        }
        return producer;
    }

    /**
     * All or nothing.
     *
     * @throws KafkaException where it did not happen or is not known to have happened; the committed offsets tell
     */
    void commit(List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        var open = ensureOpen();
        try {
            open.beginTransaction();
            for (var record : records) {
                // A failed send fails the commit.
                var unused = open.send(record);
            }
            open.sendOffsetsToTransaction(offsets, group);
            open.commitTransaction();
        } catch (KafkaException failed) {
            abort(open);
            throw failed;
        }
    }

    /** Fenced, or a commit of unknown outcome: the abort is refused, and a new producer settles what is open. */
    private void abort(Producer<byte[], byte[]> open) {
        try {
            open.abortTransaction();
        } catch (RuntimeException refused) {
            LOG.info("replacing the producer client={} error={}", client, refused.toString());
            close();
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE);
            producer = null;
        }
    }
}
