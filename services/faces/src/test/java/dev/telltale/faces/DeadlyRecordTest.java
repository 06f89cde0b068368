package dev.telltale.faces;

import dev.telltale.embedded.TopicContents;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanHead;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.FragileService;
import dev.telltale.testing.TestCluster;
import dev.telltale.vision.media.Mishap;
import dev.telltale.vision.media.TestPictures;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Pictures that end the process which looks at them: given up at the second death, and nothing else is lost. */
class DeadlyRecordTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final FixedPlan PLAN = FixedPlan.of("JPEG", 256);
    private static final int SIDE = 96;
    private static final int FRAMES = 160;
    /** Windows of 32 frames at 25 a second, a key frame at the beginning of each. */
    private static final int FRAMES_PER_WINDOW = 32;
    private static final int DEADLY_WINDOW = 2;

    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    static Path folder;
    private static TestCluster cluster;

    private Map<String, String> settings = Map.of();
    private ServiceContext context;

    @BeforeAll
    static void startCluster() {
        cluster = TestCluster.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void shouldGiveUpPicturesThatCrashItTwice() throws Exception {
        shouldGiveUpOnlyTheDeadlyWindow(Mishap.ABORT, List.of());
    }

    @Tag("long")
    @Test
    void shouldGiveUpPicturesThatItNeverComesBackFrom() throws Exception {
        shouldGiveUpOnlyTheDeadlyWindow(Mishap.SPIN, List.of());
    }

    @Tag("long")
    @Test
    void shouldGiveUpPicturesThatTakeAllMemory() throws Exception {
        Path prlimit = Path.of("/usr/bin/prlimit");
        assumeTrue(Files.isExecutable(prlimit), "skipped: no prlimit to bound a process's memory with");
        shouldGiveUpOnlyTheDeadlyWindow(Mishap.ALLOCATE, List.of(prlimit.toString(), "--data=" + (2L << 30)));
    }

    private void shouldGiveUpOnlyTheDeadlyWindow(Mishap mishap, List<String> before) throws Exception {
        // Given two streams in one partition, window by window in turn; one of them holds deadly pictures
        List<FrameWindow> deadly = recorded("deadly.mkv", true);
        List<FrameWindow> harmless = recorded("harmless.mkv", false);
        for (int i = 0; i < deadly.size(); i++) {
            record(deadly.get(i), "cam-1");
            record(harmless.get(i), "cam-2");
        }

        // When the service is started whenever it has ended
        int all = deadly.size() + harmless.size();
        int deaths = new FragileService(MisbehavingFaces.class, mishap.name(), settings, folder, before)
                .deathsUntil(() -> marks() == all, PATIENCE);

        // Then it died twice, the deadly window is given up, and all others are as ever
        assertThat(deaths).isEqualTo(2);
        List<WindowMark> marks = TopicContents
                .read(cluster.clientSettings(), context.kafka().topics().of(Topic.MARKS), WindowMark.class).stream()
                .map(ConsumerRecord::value).toList();
        assertThat(marks).filteredOn(mark -> mark.getStream().equals("cam-2"))
                .containsExactlyElementsOf(undisturbed(harmless));
        assertThat(marks).filteredOn(mark -> mark.getStream().equals("cam-1")).extracting(WindowMark::getReason)
                .containsExactlyElementsOf(IntStream.range(0, deadly.size()).mapToObj(
                        window -> window == DEADLY_WINDOW ? MarkReason.UNDECODABLE : MarkReason.NO_FACE).toList());
        assertThat(marks.stream().filter(mark -> mark.getReason() == MarkReason.UNDECODABLE)).singleElement()
                .satisfies(mark -> assertThat(mark.getDetail()).contains("ended its process 2 times"));
    }

    @BeforeEach
    void createTopics() {
        int run = RUNS.incrementAndGet();
        settings = new HashMap<>(Map.of("telltale.kafka.bootstrap-servers", cluster.bootstrapServers(),
                "telltale.registry.url", cluster.registryUrl(), "telltale.topics.prefix", "deadly" + run,
                "telltale.topics.partitions", "1", "telltale.kafka.session", "6s", "telltale.data-dir",
                folder.resolve("data" + run).toString(), "telltale.models.store",
                folder.resolve("models").toString(), "telltale.faces.detect-every", "1",
                "telltale.faces.cpu-per-window", "10s"));
        context = ServiceContext.of(TelltaleConfig.of(settings));
        try (var admin = new TopicAdmin(context.kafka())) {
            admin.ensure();
        }
        send(Topic.PLANS, "default@1", new PlanEntry(PLAN.plan()));
        send(Topic.PLANS, "default", new PlanEntry(new PlanHead("default", 1, Instant.EPOCH, "test")));
    }

    private List<FrameWindow> recorded(String name, boolean deadly) {
        List<byte[]> pictures = IntStream.range(0, FRAMES).mapToObj(frame -> {
            byte[] rgb = new byte[SIDE * SIDE * 3];
            boolean white = deadly && frame / FRAMES_PER_WINDOW == DEADLY_WINDOW && frame % FRAMES_PER_WINDOW == 20;
            Arrays.fill(rgb, (byte) (white ? 255 : 40 + frame));
            return rgb;
        }).toList();
        // Every FFV1 picture is a key frame.
        return Recorded.windows(TestPictures.of("bgr0", SIDE, SIDE).write(folder.resolve(name), pictures));
    }

    private int marks() {
        return TopicContents.read(cluster.clientSettings(), context.kafka().topics().of(Topic.MARKS), WindowMark.class)
                .size();
    }

    private List<WindowMark> undisturbed(List<FrameWindow> recorded) {
        try (var tools = VisionTools.withCascade(LandmarkStore.newest(folder.resolve("models")));
                var vision = new StreamVision(tools, FacesSettings.DEFAULT, PLAN, null)) {
            return IntStream.range(0, recorded.size())
                    .mapToObj(i -> vision.take(named(recorded.get(i), "cam-2"), i).mark()).toList();
        }
    }

    private static FrameWindow named(FrameWindow window, String stream) {
        return FrameWindow.newBuilder(window).setStream(stream).build();
    }

    private void record(FrameWindow window, String stream) {
        send(Topic.WINDOWS, stream, named(window, stream));
    }

    private void send(Topic topic, String key, SpecificRecord value) {
        try (var producer = context.kafka().producer("test")) {
            var unused = producer.send(context.kafka().codec().encode(topic, key, value));
        }
    }
}
