package dev.telltale.schemas;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The brokers that lead the partitions of new topics. A topic counts as created before they have opened them. An idempotent producer
 * whose first request comes before that and whose second comes after it loses the first: the broker takes the second and ever after
 * refuses the first as out of order (KAFKA-15591). So whoever creates a topic waits for its leaders before anybody writes.
 */
public final class PartitionLeaders {
    private static final RetryPolicy<Object> APPEARS = RetryPolicy.builder()
            .handle(UnknownTopicOrPartitionException.class).withDelay(Duration.ofMillis(100)).withMaxAttempts(-1)
            .withMaxDuration(Duration.ofSeconds(30)).build();

    private PartitionLeaders() {}

    /**
     * Returns when every partition has been opened: its leader can tell where it ends.
     *
     * @throws KafkaException where one cannot be reached
     */
    public static void awaitOpened(Admin admin, Collection<NewTopic> topics) {
        var names = topics.stream().map(NewTopic::name).toList();
        Failsafe.with(APPEARS).run(() -> get(admin.describeTopics(names).allTopicNames()));
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int number = 0; number < topic.numPartitions(); number++) {
                partitions.put(new TopicPartition(topic.name(), number), OffsetSpec.latest());
            }
        }
        get(admin.listOffsets(partitions).all());
    }

    private static void get(KafkaFuture<?> future) {
        try {
            future.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : new KafkaException(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
