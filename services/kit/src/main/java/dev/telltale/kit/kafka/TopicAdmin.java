package dev.telltale.kit.kafka;

import dev.telltale.schemas.PartitionLeaders;
import dev.telltale.schemas.Topic;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Creates our topics, checks those that are there, and sets what only the broker can know of a group. */
public final class TopicAdmin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final RetryPolicy<Map<String, TopicDescription>> APPEARS = RetryPolicy
            .<Map<String, TopicDescription>>builder().handle(UnknownTopicOrPartitionException.class)
            .withDelay(Duration.ofMillis(100)).withMaxAttempts(-1).withMaxDuration(Duration.ofSeconds(30)).build();
    private static final String TRANSACTION_VERSION = "transaction.version";

    private final KafkaClients kafka;
    private final Admin admin;

    /** Connects on first use. */
    public TopicAdmin(KafkaClients kafka) {
        this.kafka = kafka;
        this.admin = kafka.admin("topics");
    }

    /**
     * Creates what is missing and compares the rest with the configuration.
     *
     * @throws IllegalStateException names every topic that is not as it has to be
     */
    public void ensure() {
        requireTransactionVersion();
        var settings = kafka.config().topics();
        var wanted = kafka.topics().newTopics(settings.partitions(), settings.replicas());
        var existing = call("list topics", () -> admin.listTopics().names().get());
        create(wanted.stream().filter(topic -> !existing.contains(topic.name())).toList());
        var faults = partitionFaults(wanted);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), faults));
        }
    }

    private void create(List<NewTopic> missing) {
        var results = admin.createTopics(missing).values();
        results.forEach((name, future) -> {
            try {
                call("create topic " + name, future::get);
            } catch (TopicExistsException raced) {
                LOG.debug("somebody else created it topic={}", name);
            }
        });
        PartitionLeaders.awaitOpened(admin, missing);
    }

    /** All stream-keyed topics must have the same number: they are co-partitioned, and keys would move. */
    private List<String> partitionFaults(List<NewTopic> wanted) {
        var names = wanted.stream().map(NewTopic::name).toList();
        // A created topic takes a moment to be known to every broker.
        var found = Failsafe.with(APPEARS).get(() -> call("describe topics",
                () -> admin.describeTopics(names).allTopicNames().get()));
        var faults = new ArrayList<String>();
        for (var topic : wanted) {
            var description = found.get(topic.name());
            var partitions = description == null ? 0 : description.partitions().size();
            if (partitions != topic.numPartitions()) {
                faults.add("topic " + topic.name() + " has " + partitions
                        + " partitions, telltale.topics.partitions asks for "
                        + topic.numPartitions() + ": partitions are fixed on the first day");
            }
        }
        return faults;
    }

    /** With version 2 (KIP-890) a late message of an earlier transaction cannot slip into the next one. */
    private void requireTransactionVersion() {
        var features = call("describe features", () -> admin.describeFeatures().featureMetadata().get());
        var level = features.finalizedFeatures().get(TRANSACTION_VERSION);
        var found = level == null ? 0 : level.maxVersionLevel();
        if (found < 2) {
            throw new IllegalStateException(
                    "the broker's " + TRANSACTION_VERSION + " must be 2 or higher, got: " + found
                            + "; run kafka-features.sh upgrade --feature transaction.version=2");
        }
    }

    /** Sets group settings that clients cannot: a share group's start and isolation. */
    public void configureGroup(String group, Map<String, String> settings) {
        var ops = settings.entrySet().stream()
                .map(entry -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()),
                        AlterConfigOp.OpType.SET))
                .collect(Collectors.toList());
        var resource = new ConfigResource(ConfigResource.Type.GROUP, kafka.group(group));
        call("configure group " + kafka.group(group),
                () -> admin.incrementalAlterConfigs(Map.of(resource, ops)).all().get());
    }

    /** Partitions of one of our topics. */
    public int partitions(Topic topic) {
        var name = kafka.topics().of(topic);
        var found = call("describe topic " + name, () -> admin.describeTopics(List.of(name)).allTopicNames().get());
        var description = found.get(name);
        if (description == null) {
            throw new IllegalStateException("topic " + name + " does not exist");
        }
        return description.partitions().size();
    }

    @FunctionalInterface
    private interface Asked<R> {
        R get() throws InterruptedException, ExecutionException;
    }

    private static <R> R call(String what, Asked<R> asked) {
        try {
            return asked.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TopicExistsException
                    || failed.getCause() instanceof UnknownTopicOrPartitionException) {
                throw (KafkaException) failed.getCause();
            }
            throw new IllegalStateException("cannot " + what + ": " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + what, interrupted);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
