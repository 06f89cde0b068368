package dev.telltale.testing;

import dev.telltale.embedded.LocalTopics;
import dev.telltale.embedded.TopicContents;
import dev.telltale.schemas.TopicNames;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker and a registry for tests. The property {@code telltale.test.cluster} says where: IN_JVM (default) or CONTAINER. */
public interface TestCluster extends AutoCloseable {

    /** Where a cluster runs. */
    enum Kind {
        /** Broker and registry of this module. */
        IN_JVM,
        /** Kafka's own image in a container; skipped, with the reason, where no Docker engine answers. */
        CONTAINER
    }

    /**
     * Starts the cluster that the property asks for.
     *
     * @param folder where the one in this JVM keeps its data
     */
    static TestCluster start(Path folder) {
        var kind = Kind.valueOf(System.getProperty("telltale.test.cluster", Kind.IN_JVM.name()));
        return switch (kind) {
            case IN_JVM -> InJvmCluster.start(folder);
            case CONTAINER -> ContainerCluster.start();
        };
    }

    /** What clients call {@code bootstrap.servers}. */
    String bootstrapServers();

    /** What clients call {@code schema.registry.url}. */
    String registryUrl();

    @Override
    void close();

    /** Both addresses by the names that clients and serdes use. */
    default Map<String, String> clientSettings() {
        return Map.of("bootstrap.servers", bootstrapServers(), "schema.registry.url", registryUrl());
    }

    /** Creates the topics that are missing. */
    default void createTopics(TopicNames names) {
        LocalTopics.create(clientSettings(), names);
    }

    /** All committed records of a topic of ours. */
    default <T extends SpecificRecord> List<ConsumerRecord<String, T>> records(String topic, Class<T> type) {
        return TopicContents.read(clientSettings(), topic, type);
    }
}
