package dev.telltale.testing;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What scoring rests on: a share group over committed records, each acknowledged on its own. */
class ShareGroupTest {
    private static final String TOPIC = "work";
    private static final String GROUP = "pool";

    @TempDir
    Path folder;

    @Test
    void shouldHandOutCommittedRecordsAndReleasedOnesAgain() throws Exception {
        try (var cluster = TestCluster.start(folder)) {
            prepare(cluster);

            // Given a hundred committed records and as many that were aborted
            produce(cluster, "kept-", true);
            produce(cluster, "aborted-", false);

            // When a worker accepts them, each tenth only at its second delivery
            var accepted = consume(cluster, 100);

            // Then it got all that were committed, and no other
            assertThat(accepted).hasSize(100).allMatch(value -> value.startsWith("kept-"));
        }
    }

    private static void prepare(TestCluster cluster) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, GROUP),
                    List.of(set("share.auto.offset.reset", "earliest"),
                            set("share.isolation.level", "read_committed"))))
                    .all().get();
        }
    }

    private static AlterConfigOp set(String key, String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), OpType.SET);
    }

    private static void produce(TestCluster cluster, String prefix, boolean commit) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", prefix),
                new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (var i = 0; i < 100; i++) {
                var unused = producer.send(new ProducerRecord<>(TOPIC, prefix + i, prefix + i));
            }
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static Set<String> consume(TestCluster cluster, int expected) {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", cluster.bootstrapServers(), "group.id",
                GROUP, "share.acknowledgement.mode", "explicit"));
        var accepted = new HashSet<String>();
        try (var consumer = new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            var deadline = Instant.now().plusSeconds(60);
            while (accepted.size() < expected && Instant.now().isBefore(deadline)) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var first = record.deliveryCount().orElseThrow() == 1;
                    if (first && record.value().endsWith("7")) {
                        consumer.acknowledge(record, AcknowledgeType.RELEASE);
                    } else {
                        consumer.acknowledge(record, AcknowledgeType.ACCEPT);
                        accepted.add(record.value());
                    }
                }
                consumer.commitSync();
            }
        }
        return accepted;
    }
}
