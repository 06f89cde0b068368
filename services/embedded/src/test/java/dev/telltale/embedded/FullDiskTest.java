package dev.telltale.embedded;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A small disk of its own: needs the right to mount, and is skipped without. */
class FullDiskTest {

    @TempDir
    Path disk;

    private boolean mounted;

    private void mount(int mebibytes) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "skipped: no mount command here");
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "telltale-test", disk.toString()) == 0;
        assumeTrue(mounted, "skipped: no right to mount a small disk here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", "--lazy", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Test
    void shouldRefuseToStartWithoutRoom() throws Exception {
        mount(32);

        assertThatThrownBy(() -> EmbeddedKafka.start(disk)).isInstanceOf(EmbeddedException.class)
                .hasMessageContainingAll("disk full", disk.toString(), Long.toString(32L << 20),
                        Long.toString(BrokerFolder.LEAST_FREE_BYTES))
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldStopCleanlyBeforeTheDiskIsFull() throws Exception {
        mount(200);

        // Given a broker whose disk fills up
        try (var kafka = EmbeddedKafka.start(disk);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "max.block.ms", 1000,
                                "delivery.timeout.ms", 2000, "request.timeout.ms", 1000, "linger.ms", 0),
                        new ByteArraySerializer(), new ByteArraySerializer())) {
            try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            }
            fill(kafka, producer);

            // Then it says so, with path and bytes, and has stopped
            assertThat(kafka.failure().get(20, TimeUnit.SECONDS)).hasMessageContainingAll("disk full", disk.toString(),
                    Long.toString(DiskGuard.RESERVED_BYTES)).hasMessageNotContaining("\n");
        }
    }

    /** Every record is awaited: one broker on one disk must stop between two of them. */
    private static void fill(EmbeddedKafka kafka, KafkaProducer<byte[], byte[]> producer) throws Exception {
        var megabyte = new byte[900_000];
        for (var i = 0; i < 300 && !kafka.failure().isDone(); i++) {
            try {
                producer.send(new ProducerRecord<>("t", megabyte)).get();
            } catch (ExecutionException stopped) {
                return;
            }
        }
    }
}
