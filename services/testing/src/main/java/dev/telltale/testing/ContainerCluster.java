package dev.telltale.testing;

import dev.telltale.embedded.EmbeddedRegistry;

import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** Kafka's own image; the registry is ours, against that broker. */
final class ContainerCluster implements TestCluster {
    private static final String IMAGE = "apache/kafka:4.3.1";

    private final KafkaContainer kafka;
    private final EmbeddedRegistry registry;

    private ContainerCluster(KafkaContainer kafka, EmbeddedRegistry registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    static TestCluster start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            var reason = "no Docker engine answers here";
            ClusterTally.skipped(Kind.CONTAINER, reason);
            throw new TestAbortedException("cluster test skipped: " + reason);
        }
        var kafka = new KafkaContainer(IMAGE).withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
                .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        ClusterTally.started(Kind.CONTAINER);
        return new ContainerCluster(kafka, EmbeddedRegistry.start(kafka.getBootstrapServers()));
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public String registryUrl() {
        return registry.url();
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
