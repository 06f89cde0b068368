package dev.telltale.kit.tables;

import dev.telltale.kit.OnBroker;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TrackerSnapshot;

import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TableReaderTest {

    /** A new owner of a partition must see the last snapshot of the old one, whose transaction may still be open. */
    @Test
    void shouldWaitForTheOutcomeOfOpenTransactions() {
        try (var context = OnBroker.context(OnBroker.settings());
                var producer = context.kafka().transactionalProducer("test")) {
            try (var admin = new TopicAdmin(context.kafka())) {
                admin.ensure();
            }
            // Given a committed snapshot, a removed one, an aborted one, and a newer one in an open transaction
            producer.initTransactions();
            commit(context, producer, "a", 1);
            commit(context, producer, "b", 1);
            producer.beginTransaction();
            send(context, producer, "a", 7);
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            var unused = producer.send(context.kafka().codec().encode(Topic.TRACKS, "b", null));
            producer.commitTransaction();
            producer.beginTransaction();
            send(context, producer, "a", 2);
            producer.flush();

            // When the table is read
            var read = CompletableFuture.supplyAsync(() -> TableReader.latest(context.kafka(), Topic.TRACKS,
                    TrackerSnapshot.class, List.of(0, 1)));

            // Then it waits for the transaction and has its snapshot
            await().during(Duration.ofSeconds(1)).until(() -> !read.isDone());
            producer.commitTransaction();
            assertThat(read.join()).isEqualTo(Map.of("a", snapshot("a", 2)));
        }
    }

    private static void commit(ServiceContext context, Producer<byte[], byte[]> producer, String stream, long window) {
        producer.beginTransaction();
        send(context, producer, stream, window);
        producer.commitTransaction();
    }

    private static void send(ServiceContext context, Producer<byte[], byte[]> producer, String stream, long window) {
        var unused = producer
                .send(context.kafka().codec().encode(Topic.TRACKS, stream, snapshot(stream, window)));
    }

    private static TrackerSnapshot snapshot(String stream, long window) {
        return TrackerSnapshot.newBuilder().setStream(stream).setEpoch("e").setResumeWindow(window).setResumeOffset(0)
                .setFramesSeen(0).setNextTrack(1).setTracks(List.of()).build();
    }
}
