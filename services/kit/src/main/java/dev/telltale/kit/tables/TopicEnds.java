package dev.telltale.kit.tables;

import dev.telltale.kit.kafka.KafkaClients;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Where partitions end, uncommitted records included. A reader of committed records that has come this far has seen the
 * outcome of every transaction that was open when we asked. Its own end offsets would stop before them.
 */
public final class TopicEnds {
    private TopicEnds() {}

    /** Asks the brokers now. */
    public static Map<TopicPartition, Long> of(KafkaClients kafka, Collection<TopicPartition> partitions) {
        try (var admin = kafka.admin("ends")) {
            var asked = partitions.stream()
                    .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(asked).all().get().forEach((partition, info) -> ends.put(partition, info.offset()));
            return ends;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : new KafkaException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(interrupted);
        }
    }
}
