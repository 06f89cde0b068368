package dev.telltale.kit.kafka;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class AnnouncingAssignorTest {
    private static final String TOPIC = "telltale.streams";
    private static final Node NODE = new Node(0, "localhost", 9092);
    private static final Cluster CLUSTER = new Cluster("c", List.of(NODE),
            IntStream.range(0, 4).mapToObj(n -> new PartitionInfo(TOPIC, n, NODE, new Node[]{NODE}, new Node[]{NODE}))
                    .toList(),
            Set.of(), Set.of());

    @Test
    void shouldTellTheNewMemberWhatTheOldOneHasFirstToLetGo() {
        // Given one that has all, and one that has just come
        Map<String, Assignment> given = assign(Map.of("old", all(), "new", List.of()));

        // Then nothing is given away at once, but announced to the one who gets it, and to nobody else
        assertThat(of("new", given).partitions()).isEmpty();
        assertThat(heard(of("new", given))).hasSize(2).doesNotContainAnyElementsOf(of("old", given).partitions());
        assertThat(heard(of("old", given))).isEmpty();
    }

    @Test
    void shouldAnnounceNothingWhereNothingMoves() {
        Map<String, Assignment> given = assign(Map.of("only", all()));

        assertThat(of("only", given).partitions()).containsExactlyInAnyOrderElementsOf(all());
        assertThat(heard(of("only", given))).isEmpty();
    }

    private static Map<String, Assignment> assign(Map<String, List<TopicPartition>> owned) {
        Map<String, Subscription> members = new HashMap<>();
        owned.forEach((member, partitions) -> members.put(member,
                new Subscription(List.of(TOPIC), new AnnouncingAssignor().subscriptionUserData(Set.of(TOPIC)),
                        partitions)));
        return new AnnouncingAssignor().assign(CLUSTER, new GroupSubscription(members)).groupAssignment();
    }

    private static Assignment of(String member, Map<String, Assignment> given) {
        return Objects.requireNonNull(given.get(member), member);
    }

    private static Set<TopicPartition> heard(Assignment assignment) {
        Set<TopicPartition> heard = new HashSet<>();
        Consumer<Set<TopicPartition>> listener = heard::addAll;
        AnnouncingAssignor member = new AnnouncingAssignor();
        member.configure(Map.of(AnnouncingAssignor.LISTENER, listener));
        member.onAssignment(assignment, new MockConsumer<byte[], byte[]>("earliest").groupMetadata());
        return heard;
    }

    private static List<TopicPartition> all() {
        return IntStream.range(0, 4).mapToObj(n -> new TopicPartition(TOPIC, n)).toList();
    }
}
