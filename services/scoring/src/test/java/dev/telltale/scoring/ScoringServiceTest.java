package dev.telltale.scoring;

import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.embedded.TopicContents;
import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.DeadLetters;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.schemas.AbstainReason;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.ScoreOutcome;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowScore;
import dev.telltale.testing.TestCluster;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ScoringServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final PlanRef PLAN = new PlanRef("desk", 1);

    @TempDir
    static Path folder;
    private static TestCluster cluster;

    @TempDir
    Path store;
    private ServiceContext context;

    @BeforeAll
    static void startCluster() {
        cluster = TestCluster.start(folder);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void createTopics() {
        var settings = new HashMap<>(Map.of("telltale.kafka.bootstrap-servers", cluster.bootstrapServers(),
                "telltale.registry.url", cluster.registryUrl(), "telltale.topics.prefix",
                "s" + PREFIXES.incrementAndGet(), "telltale.topics.partitions", "2", "telltale.models.store",
                store.toString()));
        settings.putAll(Map.of("telltale.scoring.start-at", "earliest", "telltale.scoring.workers", "4",
                "telltale.scoring.plan-patience", "1s", "telltale.instance", "tester"));
        context = ServiceContext.of(TelltaleConfig.of(settings));
        try (var admin = new TopicAdmin(context.kafka())) {
            admin.ensure();
        }
        TinyModels.calibrated(store, "tiny");
        TinyModels.uncalibrated(store, "raw");
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void shouldScoreEveryCommittedWindowWhateverIsReleasedOrAborted() {
        // Given a plan with an active and a shadow detector of this pool and one of another
        publish(FaceWindows.plan("desk", 1, List.of("tiny", "elsewhere"), List.of("raw")));
        // and 80 windows, and between them 20 in transactions that were aborted
        var committed = publishWithAborts(100);

        // When four workers share two partitions, and every seventh publication fails once
        var service = new ScoringService(context, ProviderChain.cpu(), (kafka, publisher) -> new ScoreSink(kafka,
                publisher, context.metrics()) {
            private final Set<String> failed = ConcurrentHashMap.newKeySet();

            @Override
            void publish(List<WindowScore> scores) {
                var window = scores.getFirst().getWindow();
                if (window % 7 == 0 && failed.add(Long.toString(window)) && scores.getFirst().getDelivery() == 1) {
                    throw new IllegalStateException("the broker is away");
                }
                super.publish(scores);
            }
        });
        service.start();
        try (service) {
            await().atMost(PATIENCE).until(() -> names(scores()).size() == 2 * committed.size());
        }

        // Then each has one opinion and one abstention, and nothing else has any
        assertThat(names(scores())).isEqualTo(committed.stream().flatMap(number -> java.util.stream.Stream
                .of("stream" + number % 5 + "/" + number + "/1/tiny", "stream" + number % 5 + "/" + number + "/1/raw"))
                .collect(Collectors.toSet()));
        assertThat(letters()).isEmpty();
        assertThat(scores()).filteredOn(score -> score.getDetector().getDetector().equals("tiny"))
                .allSatisfy(score -> {
                    assertThat(score.getOutcome()).isEqualTo(ScoreOutcome.SCORED);
                    assertThat(score.getScore()).isBetween(0f, 1f);
                    assertThat(score.getProvider()).isEqualTo("CPU");
                    assertThat(score.getDetector().getSha256()).hasSize(64);
                    assertThat(score.getInputSha256()).hasSize(64);
                    assertThat(score.getSlots()).hasSize(4);
                    assertThat(score.getInferenceMicros()).isPositive();
                    assertThat(score.getInstance()).isEqualTo("tester");
                });
        assertThat(scores()).filteredOn(score -> score.getDetector().getDetector().equals("raw"))
                .allSatisfy(score -> assertThat(score.getReason()).isEqualTo(AbstainReason.UNCALIBRATED));
    }

    @Test
    void shouldSayWhyADetectorHasNoOpinion() {
        // Given detectors that cannot run: one missing, one that is not what its manifest says; and faces that are not good enough
        TinyModels.wrongShape(store, "bent");
        publish(FaceWindows.plan("desk", 1, List.of("tiny", "absent", "bent"), List.of()));
        publish(FaceWindows.ofOneFrame("a", 1, PLAN), FaceWindows.blurred("a", 2, PLAN),
                FaceWindows.withBrokenCrops("a", 3, PLAN), FaceWindows.window("a", 4, PLAN));

        // When
        Health health;
        try (var service = start()) {
            await().atMost(PATIENCE).until(() -> names(scores()).size() == 12);
            health = service.health();
        }

        // Then every window has an answer of every detector
        assertThat(reasons("tiny")).containsExactlyInAnyOrderEntriesOf(Map.of(1L, "ABSTAINED TOO_FEW_FRAMES", 2L,
                "ABSTAINED LOW_QUALITY", 3L, "FAILED MODEL_FAILED", 4L, "SCORED"));
        assertThat(reasons("absent").values()).containsOnly("FAILED MODEL_FAILED");
        assertThat(details("absent")).allMatch(detail -> detail.contains("absent@1.0.0 is in no store"));
        assertThat(reasons("bent").values()).containsOnly("FAILED MODEL_FAILED");
        assertThat(details("bent")).allMatch(
                detail -> detail
                        .contains("declares input 'image' as [N,3,64,64] f32, the network has [N,3,32,32] f32"));
        // and the service says that it is not as it should be
        assertThat(health).isInstanceOfSatisfying(Health.Degraded.class,
                degraded -> assertThat(degraded.reason()).contains("absent@1.0.0").contains("bent@1.0.0"));
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void shouldDeadLetterARecordThatIsDeliveredThreeTimesAndAnswerForIt() {
        // Given a record that takes its worker down each time, one that is no record but has a name, and good ones
        publish(FaceWindows.plan("desk", 1, List.of("tiny"), List.of("raw")));
        publish(FaceWindows.window("a", 1, PLAN), FaceWindows.window("a", 2, PLAN), FaceWindows.window("a", 4, PLAN));
        var named = context.kafka().codec().encode(Topic.FACES, "a", FaceWindows.window("a", 3, PLAN));
        try (var publisher = context.kafka().publisher("test")) {
            publisher.send(new ProducerRecord<>(named.topic(), null, named.key(), new byte[]{0, 0, 0, 0, 1, 7},
                    named.headers())).join();
            publisher.send(new ProducerRecord<>(named.topic(), null, named.key(), new byte[]{5})).join();
        }

        // When
        var service = new ScoringService(context, ProviderChain.cpu(), (kafka, publisher) -> new ScoreSink(kafka,
                publisher, context.metrics()) {
            @Override
            void publish(List<WindowScore> scores) {
                if (scores.getFirst().getWindow() == 2 && scores.getFirst().getReason() != AbstainReason.POISON) {
                    throw new IllegalStateException("it always fails");
                }
                super.publish(scores);
            }
        });
        service.start();
        try (service) {
            await().atMost(PATIENCE).until(() -> names(scores()).size() == 8 && letters().size() == 3);
        }

        // Then it is answered for by every detector, and kept as it was
        assertThat(reasons("tiny")).containsExactlyInAnyOrderEntriesOf(
                Map.of(1L, "SCORED", 2L, "FAILED POISON", 3L, "FAILED POISON", 4L, "SCORED"));
        assertThat(reasons("raw")).containsEntry(2L, "FAILED POISON").containsEntry(3L, "FAILED POISON");
        assertThat(scores()).filteredOn(score -> score.getWindow() == 2)
                .allSatisfy(score -> assertThat(score.getDelivery()).isEqualTo(3));
        assertThat(letters().stream().map(letter -> header(letter, DeadLetters.REASON)).sorted().toList())
                .containsExactly("POISON", "UNREADABLE", "UNREADABLE");
        assertThat(letters()).anySatisfy(letter -> assertThat(letter.value()).containsExactly(5));
    }

    @Test
    void shouldWaitForAPlanThatComesLateAndLoadItsModelsFirst() throws Exception {
        // Given a window whose plan nobody knows
        publish(FaceWindows.window("a", 1, new PlanRef("desk", 2)));
        try (var service = start()) {
            await().atMost(PATIENCE).until(() -> service.health().isReady());
            assertThat(scores()).isEmpty();

            // When the plan comes
            publish(FaceWindows.plan("desk", 2, List.of("tiny"), List.of()));

            // Then the window is scored by it
            await().atMost(PATIENCE).until(() -> scores().size() == 1);
        }
        assertThat(scores().getFirst().getPlan()).isEqualTo(new PlanRef("desk", 2));
        assertThat(scores().getFirst().getOutcome()).isEqualTo(ScoreOutcome.SCORED);
    }

    @Test
    void shouldRepeatScoresUnderTheSameNamesAfterACrashBetweenScoreAndAcknowledgement() {
        // Given a service that dies after its scores are acknowledged and before it acknowledges their input
        publish(FaceWindows.plan("desk", 1, List.of("tiny"), List.of()));
        for (var number = 1; number <= 10; number++) {
            publish(FaceWindows.window("a", number, PLAN));
        }
        var dying = new ScoringService(context, ProviderChain.cpu(), (kafka, publisher) -> new ScoreSink(kafka,
                publisher, context.metrics()) {
            @Override
            void publish(List<WindowScore> scores) {
                super.publish(scores);
                throw new ThreadDeathOfWorker();
            }
        });
        dying.start();
        try (dying) {
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> dying.health() instanceof Health.Failed);
        }
        var before = scores().size();
        assertThat(before).isPositive();

        // When another one takes over
        try (var service = start()) {
            await().atMost(PATIENCE).until(() -> names(scores()).size() == 10 && scores().size() > 10);
            // One worker may have scored everything before another has come round for the first time.
            await().atMost(PATIENCE).until(() -> service.health().isReady());
        }

        // Then some are there twice, with equal content
        var byName = scores().stream().collect(Collectors.groupingBy(ScoringServiceTest::name));
        assertThat(byName.values()).allSatisfy(same -> assertThat(same).extracting(WindowScore::getScore,
                WindowScore::getLlr, WindowScore::getInputSha256).containsOnly(
                        org.assertj.core.groups.Tuple.tuple(same.getFirst().getScore(), same.getFirst().getLlr(),
                                same.getFirst().getInputSha256())));
    }

    /** Ends a worker as a crash would. */
    private static final class ThreadDeathOfWorker extends Error {
        private static final long serialVersionUID = 1L;
    }

    private ScoringService start() {
        var service = new ScoringService(context);
        service.start();
        return service;
    }

    private void publish(DetectorPlan plan) {
        try (var publisher = context.kafka().publisher("test")) {
            publisher.sendAndWait(Topic.PLANS, plan.getName() + "@" + plan.getVersion(), new PlanEntry(plan));
        }
    }

    private void publish(FaceWindow... windows) {
        try (var publisher = context.kafka().publisher("test")) {
            for (var window : windows) {
                publisher.sendAndWait(Topic.FACES, window.getStream(), window);
            }
        }
    }

    /** In transactions of five; every fifth is aborted. */
    private Set<Long> publishWithAborts(int count) {
        var committed = new HashSet<Long>();
        try (var producer = context.kafka().transactionalProducer("test")) {
            producer.initTransactions();
            for (var from = 0; from < count; from += 5) {
                producer.beginTransaction();
                for (var number = from; number < from + 5; number++) {
                    var window = FaceWindows.window("stream" + number % 5, number, PLAN);
                    var unused = producer
                            .send(context.kafka().codec().encode(Topic.FACES, window.getStream(), window));
                }
                if (from % 25 == 20) {
                    producer.flush();
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                    for (long number = from; number < from + 5; number++) {
                        committed.add(number);
                    }
                }
            }
        }
        return committed;
    }

    private List<WindowScore> scores() {
        return cluster.records(context.kafka().topics().of(Topic.SCORES), WindowScore.class).stream()
                .map(ConsumerRecord::value).toList();
    }

    private static Set<String> names(List<WindowScore> scores) {
        return scores.stream().map(ScoringServiceTest::name).collect(Collectors.toSet());
    }

    private static String name(WindowScore score) {
        return score.getStream() + "/" + score.getWindow() + "/" + score.getTrack() + "/"
                + score.getDetector().getDetector();
    }

    private Map<Long, String> reasons(String detector) {
        return scores().stream().filter(score -> score.getDetector().getDetector().equals(detector))
                .collect(Collectors.toMap(WindowScore::getWindow,
                        score -> score.getOutcome() + (score.getReason() == null ? "" : " " + score.getReason()),
                        (one, other) -> one));
    }

    private List<String> details(String detector) {
        return scores().stream().filter(score -> score.getDetector().getDetector().equals(detector))
                .map(score -> String.valueOf(score.getDetail())).toList();
    }

    private List<ConsumerRecord<String, byte[]>> letters() {
        return TopicContents.read(cluster.clientSettings(), context.kafka().topics().deadLetter(Topic.FACES),
                new ByteArrayDeserializer());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
