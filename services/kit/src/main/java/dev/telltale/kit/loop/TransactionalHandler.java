package dev.telltale.kit.loop;

import dev.telltale.kit.kafka.DeadLetterReason;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.Map;

/**
 * What a {@link TransactionalLoop} does with records. All calls come from the loop's one thread.
 *
 * @param <T> the values that it reads
 */
public interface TransactionalHandler<T> {

    /**
     * Partitions are its own from now on. Called on assignment, and again for all partitions after an aborted transaction,
     * when {@link #revoked} has told it to forget what it had in memory.
     *
     * @param committed where work goes on, per partition; 0 where nothing was committed
     * @return where reading begins, for partitions that need earlier records to rebuild their state; these come with
     *         {@link Input#replayed}. An offset above the committed one is ignored, one that is gone means the earliest
     */
    default Map<TopicPartition, Long> assigned(Map<TopicPartition, OffsetAndMetadata> committed) {
        return Map.of();
    }

    /** Partitions belong to somebody else, or their unfinished work was undone: their state in memory is void. */
    default void revoked(Collection<TopicPartition> partitions) {}

    /**
     * Handles a record.
     *
     * @throws Exception the transaction is aborted, the batch read again; after the third failure {@link #poisoned} is called
     */
    void handle(Input<T> input, Outputs outputs) throws Exception;

    /**
     * A record could not be read or failed three times. The loop dead-letters it; here the handler may write what its
     * topic's readers wait for, a mark for example.
     */
    default void poisoned(ConsumerRecord<byte[], byte[]> raw, DeadLetterReason reason, String detail,
            Outputs outputs) {}

    /** A record that was dead-lettered, or cannot be read, comes again as a replay: what it held is missing. */
    default void missing(ConsumerRecord<byte[], byte[]> replayed) {}

    /** The consumer has nothing new; called between batches as well. For time-outs. */
    default void idle(Outputs outputs) throws Exception {}
}
