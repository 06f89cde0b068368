package dev.telltale.load.drill;

import dev.telltale.load.site.ServiceProcess;
import dev.telltale.load.site.Site;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.MarkAuthor;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * kill -9 and SIGSTOP of every service in the middle of a stream with B-frames and a key frame every ten seconds: the log is the
 * undisturbed one's, key by key. A drill in which the data ended before the fault proves nothing and fails.
 */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
class RestartDrillTest {
    /** H.264, two B-frames, 331 frames, key frames at 0 and 250, one face. */
    private static final String CLIP = "a13_fake_nerf_lipsync.mp4";
    private static final int FRAMES = 331;
    private static final int FIRST_FAULT_AT = 2;
    /** Beyond the session and the transaction's time-out. */
    private static final Duration FREEZE = Duration.ofSeconds(13);
    /** The same date for every run: times in the log can be compared too. */
    private static final Instant CAPTURED = Instant.parse("2026-01-01T00:00:00Z");

    private final long seed = Long.getLong("telltale.drill.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private Path clip;
    private Site site;
    private Story undisturbed;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        clip = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips", CLIP);
        assumeTrue(Files.exists(clip), "skipped: no shared clip at " + clip);
        System.out.println("drill seed=" + seed);
        site = new Site(folder, DrillDetector.in(folder.resolve("models")));
        // Whatever starts only once is over before anything is compared.
        play("warm-up", () -> {});
        undisturbed = play("undisturbed", () -> {});
    }

    @AfterAll
    void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void shouldTellTheSameTwiceWhenNothingHappens() throws Exception {
        assertThat(undisturbed.verdicts()).hasSizeGreaterThan(8);
        assertThat(site.values(Topic.ALERTS, Alert.class, "undisturbed")).extracting(Alert::getTransition)
                .contains(AlertTransition.OPENED, AlertTransition.CLOSED);
        assertSame(play("again", () -> {}));
    }

    @ParameterizedTest
    @CsvSource({"faces,kill", "faces,stop", "scoring,kill", "scoring,stop", "aggregator,kill", "aggregator,stop",
        "ingest,stop"})
    void shouldTellTheSameWhenAServiceDiesOrFreezes(String service, String fault) throws Exception {
        // Given a stream in its middle, When the fault comes
        Story disturbed = play(service, fault);
        // Then
        assertSame(disturbed);
    }

    @Test
    void shouldCountOneGapWhenIngestIsKilledAndGoOnWhereItsWindowBegan() throws Exception {
        // When
        Story disturbed = play("ingest", "kill");
        // Then
        List<WindowMark> marks = site.values(Topic.MARKS, WindowMark.class, "ingest-kill");
        assertThat(marks.stream().filter(mark -> mark.getAuthor() == MarkAuthor.INGEST).map(WindowMark::getReason))
                .containsExactly(MarkReason.GAP, MarkReason.EPOCH_END, MarkReason.EPOCH_END);
        assertThat(site.status("ingest-kill", "ingest").map(StreamStatus::getGaps)).hasValue(1L);
        assertThat(marks.stream().mapToInt(WindowMark::getFrames).sum()).as("frames of all windows").isEqualTo(FRAMES);
        assertThat(disturbed.marks().keySet()).noneMatch(key -> key.contains("again"));
        List<Verdict> verdicts = site.values(Topic.VERDICTS, Verdict.class, "ingest-kill");
        assertThat(verdicts).noneMatch(Verdict::getPartial).extracting(Verdict::getCaptureStart)
                .containsExactlyElementsOf(site.values(Topic.VERDICTS, Verdict.class, "undisturbed").stream()
                        .map(Verdict::getCaptureStart).toList());
        assertThat(disturbed.alerts()).hasSameSizeAs(undisturbed.alerts());
    }

    private Story play(String service, String fault) throws Exception {
        String stream = service + "-" + fault;
        return play(stream, () -> {
            assertThat(site.isThrough(stream)).as("data ended before the fault: void").isFalse();
            strike(service, fault);
        });
    }

    private void strike(String service, String fault) throws Exception {
        ServiceProcess process = site.process(service);
        switch (fault.toLowerCase(Locale.ROOT)) {
            case "kill" -> process.killAndRestart();
            case "stop" -> process.freeze(FREEZE);
            default -> throw new IllegalArgumentException(fault);
        }
    }

    private interface Strike {
        void run() throws Exception;
    }

    private Story play(String stream, Strike strike) throws Exception {
        Instant begin = Instant.now();
        try {
            site.play(stream, clip, CAPTURED);
            site.awaitMarks(stream, FIRST_FAULT_AT + random.nextInt(3));
            strike.run();
            site.awaitEnd(stream);
            site.remove(stream);
            Story story = Story.of(stream, site.values(Topic.MARKS, WindowMark.class, stream),
                    site.values(Topic.VERDICTS, Verdict.class, stream),
                    site.values(Topic.ALERTS, Alert.class, stream));
            System.out.printf("drill stream=%s verdicts=%d alerts=%s seconds=%d%n", stream, story.verdicts().size(),
                    story.alerts().keySet(), Duration.between(begin, Instant.now()).toSeconds());
            return story;
        } catch (Exception | AssertionError failed) {
            System.out.println("drill failed stream=" + stream + " seed=" + seed + "\n" + site.logs());
            throw failed;
        }
    }

    private void assertSame(Story disturbed) {
        assertThat(undisturbed.differences(disturbed)).as("seed %s", seed).isEmpty();
    }
}
