package dev.telltale.schemas;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicTest {
    private static final TopicNames NAMES = TopicNames.standard();

    @Test
    void shouldUseSettingsThatKafkaKnows() throws Exception {
        var known = Arrays.stream(TopicConfig.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException impossible) {
                        throw new AssertionError(impossible);
                    }
                }).collect(Collectors.toSet());

        assertThat(Topic.values()).allSatisfy(topic -> assertThat(known).containsAll(topic.configs().keySet()));
    }

    @Test
    void shouldGuardTheLogAgainstTheFuture() {
        assertThat(Topic.values())
                .allSatisfy(
                        topic -> assertThat(topic.configs()).containsEntry("message.timestamp.after.max.ms", "10000"));
    }

    @Test
    void shouldCoPartitionAllStreamKeyedTopics() {
        assertThat(Topic.values()).filteredOn(topic -> topic.key().equals("stream"))
                .allSatisfy(topic -> assertThat(topic.partitions(Topic.CLUSTER_PARTITIONS)).isEqualTo(48));
    }

    @Test
    void shouldLeaveRoomForTheLargestFaceWindow() {
        assertThat(Topic.FACES.maxMessageBytes()).isGreaterThan(8 << 20);
        assertThat(Topic.FACES.configs()).containsEntry("max.message.bytes",
                Integer.toString(Topic.FACES.maxMessageBytes()));
    }

    @Test
    void shouldRollSegmentsOftenEnoughForShortRetention() {
        // Given packets that live an hour, then no segment may span much of it
        assertThat(Topic.WINDOWS.configs()).containsEntry("retention.ms", "3600000").containsEntry("segment.ms",
                "600000");
    }

    @Test
    void shouldNameTopicsDeadLettersAndSubjects() {
        var names = new TopicNames("acme.live");

        assertThat(names.of(Topic.ALERTS)).isEqualTo("acme.live.alerts");
        assertThat(names.deadLetter(Topic.ALERTS)).isEqualTo("acme.live.alerts.dlq");
        assertThat(names.subject(Topic.ALERTS)).isEqualTo("acme.live.alerts-value");
        assertThat(names.topic("acme.live.alerts")).contains(Topic.ALERTS);
        assertThat(names.topic("acme.live.alerts.dlq")).isEmpty();
    }

    @Test
    void shouldRefuseAPrefixThatKafkaWouldRefuse() {
        assertThatThrownBy(() -> new TopicNames("a b")).hasMessageContaining("topic prefix")
                .hasMessageContaining("'a b'");
    }

    @Test
    void shouldCreateEveryTopicWithItsDeadLetters() {
        assertThat(NAMES.newTopics(Topic.LOCAL_PARTITIONS, 1)).hasSize(2 * Topic.values().length)
                .extracting(NewTopic::name).contains("telltale.windows", "telltale.windows.dlq");
    }
}
