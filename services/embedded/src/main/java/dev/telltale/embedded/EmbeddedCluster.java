package dev.telltale.embedded;

import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.registry.Compatibility;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Broker and registry together, in one folder: what tests of services and the {@code telltale} command start. */
public final class EmbeddedCluster implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final EmbeddedRegistry registry;

    private EmbeddedCluster(EmbeddedKafka kafka, EmbeddedRegistry registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /** Starts both on free ports. */
    public static EmbeddedCluster start(Path folder) {
        return start(folder, 0, 0);
    }

    /**
     * Starts both.
     *
     * @param folder where the broker keeps its data
     * @param brokerPort on 127.0.0.1; 0: any free one
     * @param registryPort on 127.0.0.1; 0: any free one
     */
    public static EmbeddedCluster start(Path folder, int brokerPort, int registryPort) {
        var kafka = EmbeddedKafka.start(folder, brokerPort, Map.of());
        try {
            return new EmbeddedCluster(kafka, EmbeddedRegistry.start(kafka.bootstrapServers(), registryPort));
        } catch (RuntimeException failed) {
            kafka.close();
            throw failed;
        }
    }

    /** The broker. */
    public EmbeddedKafka kafka() {
        return kafka;
    }

    /** What clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** What clients call {@code schema.registry.url}. */
    public String registryUrl() {
        return registry.url();
    }

    /** Both addresses by the names that clients and serdes use. */
    public Map<String, String> clientSettings() {
        return Map.of("bootstrap.servers", bootstrapServers(), "schema.registry.url", registryUrl());
    }

    /**
     * Creates the topics and dead-letter topics that are missing, with {@link Topic#LOCAL_PARTITIONS}, and sets the
     * public ones to {@link Compatibility#FULL_TRANSITIVE}.
     */
    public void createTopics(TopicNames names) {
        LocalTopics.create(clientSettings(), names);
    }

    /** All committed records of a topic of ours. */
    public <T extends SpecificRecord> List<ConsumerRecord<String, T>> records(String topic, Class<T> type) {
        return TopicContents.read(clientSettings(), topic, type);
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
