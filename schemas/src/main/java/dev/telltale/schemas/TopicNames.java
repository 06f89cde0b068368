package dev.telltale.schemas;

import org.apache.kafka.clients.admin.NewTopic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of the topics of one tenant.
 *
 * @param prefix what all names begin with; several tenants share a cluster by different prefixes
 */
public record TopicNames(String prefix) {

    /** The prefix where none is configured. */
    public static final String DEFAULT_PREFIX = "telltale";
    private static final String DEAD_LETTER_SUFFIX = ".dlq";
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /** Refuses a prefix of which Kafka would refuse the topics. */
    public TopicNames {
        if (!LEGAL.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "topic prefix must be 1 to 200 of a-z, A-Z, 0-9, '.', '_' and '-', got: '" + prefix + "'");
        }
    }

    /** The names under the default prefix. */
    public static TopicNames standard() {
        return new TopicNames(DEFAULT_PREFIX);
    }

    /** Name of a topic, for example {@code telltale.streams}. */
    public String of(Topic topic) {
        return prefix + "." + topic.name().toLowerCase(Locale.ROOT);
    }

    /** Where records of a topic go that could not be read: original bytes and error headers. */
    public String deadLetter(Topic topic) {
        return of(topic) + DEAD_LETTER_SUFFIX;
    }

    /** Registry subject of the topic's values (TopicNameStrategy). */
    public String subject(Topic topic) {
        return of(topic) + "-value";
    }

    /** The topic that has this name; empty for others, dead-letter topics included. */
    public Optional<Topic> topic(String name) {
        return Arrays.stream(Topic.values()).filter(topic -> of(topic).equals(name)).findFirst();
    }

    /**
     * All topics and their dead-letter topics, ready for {@code Admin.createTopics}.
     *
     * @param streamPartitions partitions of the stream-keyed topics
     * @param replicas copies of each partition
     */
    public List<NewTopic> newTopics(int streamPartitions, int replicas) {
        var topics = new ArrayList<NewTopic>();
        for (var topic : Topic.values()) {
            topics.add(new NewTopic(of(topic), topic.partitions(streamPartitions), (short) replicas)
                    .configs(topic.configs()));
            topics.add(new NewTopic(deadLetter(topic), 1, (short) replicas).configs(deadLetterConfigs(topic)));
        }
        return topics;
    }

    /** Room for the original and the headers that say what was wrong with it. */
    private static Map<String, String> deadLetterConfigs(Topic topic) {
        return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(DEAD_LETTER_RETENTION.toMillis()),
                "max.message.bytes", Integer.toString(topic.maxMessageBytes() + (1 << 20)));
    }
}
