package dev.telltale.kit.loop;

import dev.telltale.kit.Health;
import dev.telltale.kit.OnBroker;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.DeadLetterReason;
import dev.telltale.kit.kafka.DeadLetters;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.schemas.AuditEntry;
import dev.telltale.schemas.Feedback;
import dev.telltale.schemas.FeedbackLabel;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TransactionalLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;
    private ServiceContext context;

    @BeforeEach
    void createTopics() {
        var settings = OnBroker.settings();
        settings.put("telltale.data-dir", folder.toString());
        context = OnBroker.context(settings);
        try (var admin = new TopicAdmin(context.kafka())) {
            admin.ensure();
        }
    }

    @AfterEach
    void close() {
        context.close();
    }

    /** Copies comments to the audit log, numbered per partition: a handler with state in memory, lost on every rewind. */
    private static class Numbering implements TransactionalHandler<Feedback> {
        final Map<TopicPartition, Integer> counts = new HashMap<>();
        final List<String> replayed = new CopyOnWriteArrayList<>();
        final Set<String> failOnce = ConcurrentHashMap.newKeySet();
        final Set<String> failAlways = ConcurrentHashMap.newKeySet();
        final Set<String> endOnce = ConcurrentHashMap.newKeySet();
        final Set<String> endAlways = ConcurrentHashMap.newKeySet();

        @Override
        public Map<TopicPartition, Long> assigned(Map<TopicPartition, OffsetAndMetadata> committed) {
            var beginnings = new HashMap<TopicPartition, Long>();
            committed.keySet().forEach(partition -> beginnings.put(partition, 0L));
            return beginnings;
        }

        @Override
        public void revoked(Collection<TopicPartition> partitions) {
            counts.keySet().removeAll(partitions);
        }

        @Override
        public void handle(Input<Feedback> input, Outputs outputs) {
            var partition = new TopicPartition(input.raw().topic(), input.raw().partition());
            var number = counts.merge(partition, 1, Integer::sum);
            if (endAlways.contains(input.value().getNote()) || endOnce.remove(input.value().getNote())) {
                throw new OutOfMemoryError("over " + input.value().getNote());
            }
            if (input.replayed()) {
                replayed.add(input.value().getNote());
                return;
            }
            outputs.send(Topic.AUDIT, input.key(), entry(input.key(), input.value().getNote() + "=" + number));
            if (failAlways.contains(input.value().getNote()) || failOnce.remove(input.value().getNote())) {
                throw new IllegalStateException("cannot handle " + input.value().getNote());
            }
        }

        @Override
        public void missing(ConsumerRecord<byte[], byte[]> replayed) {
            counts.merge(new TopicPartition(replayed.topic(), replayed.partition()), 1, Integer::sum);
        }

        @Override
        public void poisoned(ConsumerRecord<byte[], byte[]> raw, DeadLetterReason reason, String detail,
                Outputs outputs) {
            var partition = new TopicPartition(raw.topic(), raw.partition());
            counts.merge(partition, 1, Integer::sum);
            outputs.send(Topic.AUDIT, "poison", entry("poison", reason.name()));
        }
    }

    @Test
    void shouldWriteEachResultOnceWhateverFails() {
        // Given a handler that fails now and then, a record that always fails, and one that is no record
        var handler = new Numbering();
        handler.failOnce.addAll(List.of("3", "7", "19"));
        handler.failAlways.add("11");
        publish(0, 10);
        publishGarbage();
        publish(10, 20);

        // When
        try (var loop = start(handler)) {
            await().atMost(PATIENCE).until(() -> comments().size() == 19 + 2);
            assertThat(loop.health().isReady()).isTrue();
        }

        // Then each is there once, in order, with the number it has in its partition; the two others are dead letters
        assertThat(comments()).containsExactlyInAnyOrderElementsOf(expected(Set.of("11")));
        var letters = letters();
        assertThat(letters).extracting(letter -> header(letter, DeadLetters.REASON))
                .containsExactlyInAnyOrder("POISON", "UNREADABLE");
        assertThat(letters).filteredOn(letter -> header(letter, DeadLetters.REASON).equals("UNREADABLE")).first()
                .satisfies(letter -> {
                    assertThat(letter.value()).containsExactly(9, 9, 9);
                    assertThat(header(letter, DeadLetters.TOPIC))
                            .isEqualTo(context.kafka().topics().of(Topic.FEEDBACK));
                    assertThat(header(letter, DeadLetters.OFFSET)).matches("\\d+");
                    assertThat(header(letter, DeadLetters.APP_VERSION)).isEqualTo("0.1.0-SNAPSHOT");
                });
        assertThat(letters).filteredOn(letter -> header(letter, DeadLetters.REASON).equals("POISON")).first()
                .satisfies(letter -> assertThat(header(letter, DeadLetters.DETAIL)).contains("cannot handle 11"));
    }

    @Test
    void shouldGoOnAfterARestartWithTheStateOfEarlierRecords() {
        // Given a run that has ended
        publish(0, 10);
        try (var loop = start(new Numbering())) {
            await().atMost(PATIENCE).until(() -> comments().size() == 10);
            assertThat(loop.health().isReady()).isTrue();
        }
        // When another one starts
        publish(10, 20);
        var second = new Numbering();
        try (var loop = start(second)) {
            await().atMost(PATIENCE).until(() -> comments().size() == 20);
            assertThat(loop.health().isReady()).isTrue();
        }
        // Then it has seen the old records again, as replays, and goes on with their numbers
        assertThat(second.replayed).containsAll(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
        assertThat(comments()).containsExactlyInAnyOrderElementsOf(expected(Set.of()));
    }

    @Test
    void shouldComeBackAfterItsProducerWasFenced() {
        // Given a loop at work
        publish(0, 5);
        try (var loop = start(new Numbering())) {
            await().atMost(PATIENCE).until(() -> comments().size() == 5);

            // When somebody else opens a producer of its name, and records come
            try (var rival = context.kafka().transactionalProducer("numbering")) {
                rival.initTransactions();
            }
            publish(5, 10);

            // Then it makes itself a new one, and nothing is there twice
            await().atMost(PATIENCE).until(() -> comments().size() == 10);
            await().atMost(PATIENCE).until(() -> loop.health().isReady());
        }
        assertThat(comments()).containsExactlyInAnyOrderElementsOf(expected(Set.of()));
    }

    @Test
    void shouldEndWhenAnotherProcessTakesItsName() {
        // Given a loop at work
        publish(0, 3);
        try (var loop = start(new Numbering())) {
            await().atMost(PATIENCE).until(() -> comments().size() == 3);

            // When another one of the same instance name starts, as a replacement for one that hung would
            try (var rival = start(new Numbering())) {
                publish(3, 6);
                await().atMost(PATIENCE).until(() -> comments().size() == 6 && rival.health().isReady());

                // Then the first one ends for good, and says why
                await().atMost(PATIENCE).until(() -> loop.health() instanceof Health.Failed);
                assertThat(loop.health().text()).contains("another process runs under the instance name 'local'");
            }
        }
        assertThat(comments()).containsExactlyInAnyOrderElementsOf(expected(Set.of()));
    }

    @Test
    void shouldGiveUpARecordThatHasEndedTwoOfItsKind() {
        // Given a record that is the end of whoever handles it, one that was it once, and others around them
        var handler = new Numbering();
        handler.endAlways.add("11");
        handler.endOnce.add("5");
        publish(0, 20);

        // When it is started again each time
        for (var death = 1; death <= 3; death++) {
            try (var loop = start(handler)) {
                await().dontCatchUncaughtExceptions().atMost(PATIENCE)
                        .until(() -> loop.health() instanceof Health.Failed);
            }
        }
        try (var loop = start(handler)) {
            await().atMost(PATIENCE).until(() -> comments().size() == 20);
            assertThat(loop.health().isReady()).isTrue();
        }

        // Then only the deadly one is given up
        assertThat(comments()).containsExactlyInAnyOrderElementsOf(expected(Set.of("11")));
        assertThat(letters()).singleElement()
                .satisfies(letter -> assertThat(header(letter, DeadLetters.DETAIL)).contains("ended its process 2"));
    }

    @Test
    void shouldFailForGoodWhenARecordTakesTooMuchTime() {
        // Given a handler that never returns
        publish(0, 1);
        TransactionalHandler<Feedback> endless = (input, outputs) -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        };

        try (var loop = TransactionalLoop.start(context, plan(Duration.ofMillis(500)), endless)) {
            // Then it says that it has failed, and over what
            await().atMost(PATIENCE).until(() -> loop.health() instanceof Health.Failed);
            assertThat(loop.health().text()).contains("feedback-").contains("CPU time");
            loop.close(Duration.ZERO);
        }
    }

    private TransactionalLoop start(Numbering handler) {
        return TransactionalLoop.start(context, plan(Duration.ofMinutes(5)), handler);
    }

    private static TransactionalLoop.Plan<Feedback> plan(Duration cpuPerRecord) {
        return new TransactionalLoop.Plan<>("numbering", Topic.FEEDBACK, Feedback.class, Duration.ofMillis(100),
                cpuPerRecord);
    }

    private void publish(int from, int to) {
        try (var publisher = context.kafka().publisher("test")) {
            for (var i = from; i < to; i++) {
                publisher.sendAndWait(Topic.FEEDBACK, "stream" + i % 3, new Feedback("stream" + i % 3, "a",
                        FeedbackLabel.CONFIRMED, "ann", Instant.EPOCH, Integer.toString(i)));
            }
        }
    }

    private void publishGarbage() {
        try (var publisher = context.kafka().publisher("test")) {
            publisher.send(new ProducerRecord<>(context.kafka().topics().of(Topic.FEEDBACK),
                    "stream0".getBytes(StandardCharsets.UTF_8), new byte[]{9, 9, 9})).join();
        }
    }

    private List<String> comments() {
        return OnBroker.cluster().records(context.kafka().topics().of(Topic.AUDIT), AuditEntry.class).stream()
                .map(record -> record.value().getDetails().getOrDefault("text", "")).toList();
    }

    /** Counted from the input topic itself, by another way than the loop's. */
    private List<String> expected(Set<String> poison) {
        var expected = new ArrayList<String>();
        var counts = new HashMap<Integer, Integer>();
        for (var record : raw(context.kafka().topics().of(Topic.FEEDBACK))) {
            var number = counts.merge(record.partition(), 1, Integer::sum);
            if (record.value().length == 3) {
                expected.add("UNREADABLE");
                continue;
            }
            var comment = context.kafka().codec().decode(Topic.FEEDBACK, Feedback.class, record.value()).getNote();
            expected.add(poison.contains(comment) ? "POISON" : comment + "=" + number);
        }
        assertThat(new HashSet<>(expected)).hasSameSizeAs(expected);
        return expected;
    }

    private List<ConsumerRecord<String, byte[]>> letters() {
        return raw(context.kafka().topics().deadLetter(Topic.FEEDBACK));
    }

    private static List<ConsumerRecord<String, byte[]>> raw(String topic) {
        return dev.telltale.embedded.TopicContents.read(OnBroker.cluster().clientSettings(), topic,
                new ByteArrayDeserializer());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static AuditEntry entry(String subject, String detail) {
        return AuditEntry.newBuilder().setSubject(subject).setAction("copy").setBy("test").setAt(Instant.EPOCH)
                .setDetails(Map.of("text", detail)).build();
    }
}
