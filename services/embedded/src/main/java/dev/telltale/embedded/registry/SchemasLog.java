package dev.telltale.embedded.registry;

import dev.telltale.embedded.EmbeddedException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The compacted topic that keeps every id over a restart. One writer: this process. */
final class SchemasLog implements AutoCloseable {
    /** Confluent's name of it. */
    static final String TOPIC = "_schemas";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final KafkaProducer<byte[], byte[]> producer;

    private SchemasLog(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Creates the topic where it is missing, hands over all that it says, then stays open for more. */
    static SchemasLog open(String bootstrapServers, Consumer<LogEntry> reader) {
        createTopic(bootstrapServers);
        replay(bootstrapServers, reader);
        return new SchemasLog(new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "delivery.timeout.ms", 20_000,
                        "request.timeout.ms", 10_000, "max.block.ms", 20_000, "client.id", "telltale-registry"),
                new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private static void createTopic(String bootstrapServers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var topic = new NewTopic(TOPIC, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(topic)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new EmbeddedException("cannot create the registry's topic " + TOPIC + " on " + bootstrapServers
                        + ": " + failed.getMessage(), failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while creating " + TOPIC, interrupted);
        }
    }

    private static void replay(String bootstrapServers, Consumer<LogEntry> reader) {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            var end = consumer.endOffsets(List.of(PARTITION), PATIENCE).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION, PATIENCE) < end) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    LogFormat.entry(record).ifPresent(reader);
                }
            }
        } catch (IOException | IllegalArgumentException foreign) {
            throw new EmbeddedException("topic " + TOPIC + " on " + bootstrapServers
                    + " holds a record that is not a schema registry's: " + foreign.getMessage(), foreign);
        }
    }

    /** Returns once the broker has it. */
    void append(LogEntry entry) {
        try {
            producer.send(LogFormat.record(TOPIC, entry)).get();
        } catch (ExecutionException failed) {
            throw new EmbeddedException("the broker did not take a schema: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("interrupted while storing a schema", interrupted);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
