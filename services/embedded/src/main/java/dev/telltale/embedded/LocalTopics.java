package dev.telltale.embedded;

import dev.telltale.schemas.PartitionLeaders;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.registry.HttpRegistryClient;
import dev.telltale.schemas.registry.PublicSubjects;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The topics on a cluster of one broker. */
public final class LocalTopics {
    private LocalTopics() {}

    /**
     * Creates what is missing, and tells the registry which schemas may only change in ways compatible both ways.
     *
     * @param settings {@code bootstrap.servers} and {@code schema.registry.url}
     */
    public static void create(Map<String, ?> settings, TopicNames names) {
        try (var admin = Admin.create(new HashMap<String, Object>(settings));
                var registry = HttpRegistryClient.from(settings)) {
            var topics = names.newTopics(Topic.LOCAL_PARTITIONS, 1);
            admin.createTopics(topics).values().forEach(LocalTopics::await);
            PartitionLeaders.awaitOpened(admin, topics);
            PublicSubjects.publish(registry, names);
        }
    }

    private static void await(String topic, KafkaFuture<Void> created) {
        try {
            created.get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new EmbeddedException("cannot create topic " + topic + ": " + failed.getCause(), failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while creating topic " + topic, interrupted);
        }
    }
}
