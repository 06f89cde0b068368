package dev.telltale.faces;

import dev.telltale.embedded.TopicContents;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.DeadLetters;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanHead;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.TestCluster;

import org.apache.avro.specific.SpecificRecord;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FacesServiceTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final FixedPlan PLAN = FixedPlan.of("JPEG", 256);

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
        context = ServiceContext.of(TelltaleConfig.of(Map.of("telltale.kafka.bootstrap-servers",
                cluster.bootstrapServers(), "telltale.registry.url", cluster.registryUrl(), "telltale.topics.prefix",
                "f" + PREFIXES.incrementAndGet(), "telltale.topics.partitions", "2", "telltale.models.store",
                store.toString(), "telltale.data-dir", store.resolveSibling("data").toString(),
                "telltale.instance", "tester")));
        try (var admin = new TopicAdmin(context.kafka())) {
            admin.ensure();
        }
        send(Topic.PLANS, "default@1", new PlanEntry(PLAN.plan()));
        send(Topic.PLANS, "default", new PlanEntry(new PlanHead("default", 1, Instant.EPOCH, "test")));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void shouldWriteAfterARestartWhatAnUndisturbedWorkerWrites() {
        // Given a clip of which the first half has been recorded, and a second stream beside it
        List<FrameWindow> recorded = Recorded.shared("a11_fake_film_autoencoder_swap.mp4");
        List<WindowOutput> expected = undisturbed(recorded);
        int half = recorded.size() / 2;
        recorded.subList(0, half).forEach(this::record);
        record(other(recorded.getFirst()));

        // When one worker takes the first half, and another one the rest
        work(half + 1);
        recorded.subList(half, recorded.size()).forEach(this::record);
        work(recorded.size() + 1);

        // Then marks and faces are those of one that was never disturbed
        assertThat(marks("cam-1")).isEqualTo(expected.stream().map(WindowOutput::mark).toList());
        assertThat(values(Topic.FACES, FaceWindow.class).stream().filter(face -> face.getStream().equals("cam-1")))
                .containsExactlyElementsOf(expected.stream().flatMap(output -> output.faces().stream()).toList());
        assertThat(marks("cam-2")).hasSize(1);
    }

    @Test
    void shouldSetAsideWhatCannotBeUsedAndGoOn() {
        // Given garbage, a record under the wrong key, one of a codec that nobody knows, and a good one
        FrameWindow good = Recorded.shared("a11_fake_film_autoencoder_swap.mp4").getFirst();
        sendBytes("cam-1", "not a record at all".getBytes(StandardCharsets.UTF_8));
        send(Topic.WINDOWS, "cam-7", good);
        record(FrameWindow.newBuilder(other(good)).setCodec("no-such-codec").build());
        record(good);

        // When
        work(2);

        // Then each has its place
        assertThat(letters()).extracting(letter -> header(letter, DeadLetters.REASON))
                .containsExactlyInAnyOrder("UNREADABLE", "INVALID");
        assertThat(marks("cam-2")).singleElement().satisfies(mark -> {
            assertThat(mark.getReason()).isEqualTo(MarkReason.UNDECODABLE);
            assertThat(mark.getDetail()).contains("no-such-codec");
        });
        assertThat(marks("cam-1")).singleElement()
                .satisfies(mark -> assertThat(mark.getReason()).isEqualTo(MarkReason.TRACKS));
    }

    private void work(int marks) {
        try (var service = new FacesService(context)) {
            service.start();
            await().atMost(PATIENCE).until(() -> values(Topic.MARKS, WindowMark.class).size() >= marks);
        }
    }

    private List<WindowOutput> undisturbed(List<FrameWindow> recorded) {
        List<WindowOutput> outputs = new ArrayList<>();
        try (var tools = VisionTools.withCascade(LandmarkStore.newest(store));
                var vision = new StreamVision(tools, FacesSettings.DEFAULT, PLAN, null)) {
            for (int i = 0; i < recorded.size(); i++) {
                outputs.add(vision.take(recorded.get(i), i));
            }
        }
        return outputs;
    }

    private static FrameWindow other(FrameWindow window) {
        return FrameWindow.newBuilder(window).setStream("cam-2").build();
    }

    private void record(FrameWindow window) {
        send(Topic.WINDOWS, window.getStream(), window);
    }

    private void send(Topic topic, String key, SpecificRecord value) {
        try (var producer = context.kafka().producer("test")) {
            var unused = producer.send(context.kafka().codec().encode(topic, key, value));
        }
    }

    private void sendBytes(String key, byte[] value) {
        try (var producer = context.kafka().producer("test")) {
            var unused = producer.send(
                    new ProducerRecord<>(context.kafka().topics().of(Topic.WINDOWS), RecordCodec.bytes(key), value));
        }
    }

    private List<WindowMark> marks(String stream) {
        return values(Topic.MARKS, WindowMark.class).stream().filter(mark -> mark.getStream().equals(stream)).toList();
    }

    private <T extends SpecificRecord> List<T> values(Topic topic, Class<T> type) {
        return TopicContents.read(cluster.clientSettings(), context.kafka().topics().of(topic), type).stream()
                .map(ConsumerRecord::value).toList();
    }

    private List<ConsumerRecord<String, byte[]>> letters() {
        return TopicContents.read(cluster.clientSettings(), context.kafka().topics().deadLetter(Topic.WINDOWS),
                new ByteArrayDeserializer());
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
