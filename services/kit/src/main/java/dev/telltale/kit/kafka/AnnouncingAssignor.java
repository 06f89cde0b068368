package dev.telltale.kit.kafka;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Kafka's cooperative assignor, which takes a partition from one member before it gives it to another, with a word to that other
 * in between: it can get ready while the first one still works. Members with and without that word understand each other.
 */
public final class AnnouncingAssignor extends CooperativeStickyAssignor implements Configurable {
    /** Setting of a consumer: a {@code Consumer<Set<TopicPartition>>} that hears, in poll, which partitions are to be its own. */
    static final String LISTENER = "telltale.upcoming.partitions.listener";

    private Consumer<Set<TopicPartition>> listener = upcoming -> {};

    @Override
    @SuppressWarnings("unchecked") // ours alone
    public void configure(Map<String, ?> configs) {
        if (configs.get(LISTENER) instanceof Consumer<?> found) {
            listener = (Consumer<Set<TopicPartition>>) found;
        }
    }

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription subscriptions) {
        Map<String, Assignment> given = super.assign(metadata, subscriptions).groupAssignment();
        Map<TopicPartition, String> moving = partitionsTransferringOwnership();
        if (moving == null || moving.isEmpty()) {
            return new GroupAssignment(given);
        }
        Map<String, Set<TopicPartition>> upcoming = new HashMap<>();
        moving.forEach((partition, to) -> upcoming.computeIfAbsent(to, member -> new HashSet<>()).add(partition));
        Map<String, Assignment> announced = new HashMap<>(given);
        upcoming.forEach((member, partitions) -> announced.computeIfPresent(member,
                (same, now) -> new Assignment(now.partitions(), encode(partitions))));
        return new GroupAssignment(announced);
    }

    @Override
    public void onAssignment(@Nullable Assignment assignment, ConsumerGroupMetadata metadata) {
        super.onAssignment(assignment, metadata);
        ByteBuffer words = assignment == null ? null : assignment.userData();
        if (words != null && words.hasRemaining()) {
            listener.accept(decode(words.duplicate()));
        }
    }

    private static ByteBuffer encode(Set<TopicPartition> partitions) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(partitions.size());
            for (TopicPartition partition : partitions) {
                out.writeUTF(partition.topic());
                out.writeInt(partition.partition());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static Set<TopicPartition> decode(ByteBuffer words) {
        byte[] bytes = new byte[words.remaining()];
        words.get(bytes);
        Set<TopicPartition> partitions = new HashSet<>();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int left = in.readInt(); left > 0; left--) {
                partitions.add(new TopicPartition(in.readUTF(), in.readInt()));
            }
        } catch (IOException e) {
            throw new SerializationException("the leader of the group has sent what no Telltale sends", e);
        }
        return partitions;
    }
}
