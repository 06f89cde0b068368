package dev.telltale.aggregator;

import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.Verdict;
import dev.telltale.testing.TestCluster;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Broker, registry and an aggregator that can be stopped and started. */
final class Site implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final TestCluster cluster;
    private final ServiceContext context;
    private final Producer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private AggregatorService aggregator;

    Site(Path folder) {
        this.folder = folder;
        cluster = TestCluster.start(folder.resolve("broker"));
        cluster.createTopics(TopicNames.standard());
        context = ServiceContext
                .of(TelltaleConfig.of(Map.of("telltale.kafka.bootstrap-servers", cluster.bootstrapServers(),
                        "telltale.registry.url", cluster.registryUrl(), "telltale.data-dir", folder.toString())));
        producer = context.kafka().producer("test");
        aggregator = new AggregatorService(context);
    }

    ServiceContext context() {
        return context;
    }

    Path stateDir() {
        return folder.resolve("streams");
    }

    AggregatorService aggregator() {
        return aggregator;
    }

    void start() {
        aggregator = new AggregatorService(context);
        aggregator.start();
        await().atMost(PATIENCE).until(() -> aggregator.health() instanceof Health.Ready);
    }

    void stop() {
        aggregator.close();
    }

    void send(Topic topic, String key, SpecificRecord value) {
        sent.add(producer.send(context.kafka().codec().encode(topic, key, value)));
    }

    void raw(Topic topic, byte[] key, byte[] value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(context.kafka().topics().of(topic), key, value))
                .get();
    }

    void flush() {
        producer.flush();
        assertThat(sent).allSatisfy(sending -> assertThat(sending).succeedsWithin(PATIENCE));
        sent.clear();
    }

    List<Verdict> verdicts() {
        return values(Topic.VERDICTS, Verdict.class);
    }

    List<Alert> alerts() {
        return values(Topic.ALERTS, Alert.class);
    }

    <T extends SpecificRecord> List<T> values(Topic topic, Class<T> type) {
        return cluster.records(context.kafka().topics().of(topic), type).stream().map(ConsumerRecord::value).toList();
    }

    TestCluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        aggregator.close();
        producer.close();
        context.close();
        cluster.close();
    }
}
