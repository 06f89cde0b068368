package dev.telltale.load.drill;

import dev.telltale.schemas.MarkAuthor;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.StreamStatus;
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
    private static final int FIRST_FAULT_AT = 2;

    private final long seed = Long.getLong("telltale.drill.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private Path clip;
    private DrillSite site;
    private Story undisturbed;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        clip = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips", CLIP);
        assumeTrue(Files.exists(clip), "skipped: no shared clip at " + clip);
        System.out.println("drill seed=" + seed);
        site = new DrillSite(folder);
        // Whatever starts only once is over before anything is compared.
        undisturbed = play("warm-up", () -> {});
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
        assertThat(undisturbed.alerts()).isNotEmpty();
        assertSame(play("again", () -> {}));
    }

    @ParameterizedTest
    @CsvSource({"faces,kill", "faces,stop", "scoring,kill", "scoring,stop", "aggregator,kill", "aggregator,stop",
        "ingest,stop"})
    void shouldTellTheSameWhenAServiceDiesOrFreezes(String service, String fault) throws Exception {
        // Given a stream in its middle, When the fault comes
        Story disturbed = play(service + "-" + fault, () -> strike(service, fault));
        // Then
        assertSame(disturbed);
    }

    @Test
    void shouldCountOneGapWhenIngestIsKilledAndGoOnWhereItsWindowBegan() throws Exception {
        // When
        Story disturbed = play("ingest-kill", () -> strike("ingest", "kill"));
        // Then
        List<WindowMark> marks = site.marks("ingest-kill");
        assertThat(marks.stream().filter(mark -> mark.getAuthor() == MarkAuthor.INGEST).map(WindowMark::getReason))
                .containsExactly(MarkReason.GAP, MarkReason.EPOCH_END, MarkReason.EPOCH_END);
        assertThat(site.status("ingest-kill", "ingest").map(StreamStatus::getGaps)).hasValue(1L);
        assertThat(marks.stream().mapToInt(WindowMark::getFrames).sum()).as("frames of all windows").isEqualTo(331);
        assertThat(disturbed.marks().keySet()).noneMatch(key -> key.contains("again"));
        assertThat(disturbed.verdicts().values()).noneMatch(verdict -> verdict.contains(" true "));
        assertThat(disturbed.alerts()).isNotEmpty();
    }

    private void strike(String service, String fault) throws Exception {
        ServiceProcess process = site.process(service);
        switch (fault.toLowerCase(Locale.ROOT)) {
            case "kill" -> process.killAndRestart();
            // Beyond the session and the transaction's time-out; a detector is given up after eight windows of silence.
            case "stop" -> process.freeze(Duration.ofSeconds(service.equals("scoring") ? 5 : 13));
            default -> throw new IllegalArgumentException(fault);
        }
    }

    private interface Strike {
        void run() throws Exception;
    }

    private Story play(String stream, Strike strike) throws Exception {
        try {
            site.play(stream, clip);
            site.awaitMarks(stream, FIRST_FAULT_AT + random.nextInt(3));
            assertThat(site.isThrough(stream)).as("data ended before the fault: void").isFalse();
            strike.run();
            site.awaitEnd(stream);
            return site.story(stream);
        } catch (Exception | AssertionError failed) {
            System.out.println("drill failed stream=" + stream + " seed=" + seed + "\n" + site.logs());
            throw failed;
        }
    }

    private void assertSame(Story disturbed) {
        assertThat(Story.differences(undisturbed.marks(), disturbed.marks())).as("marks, seed %s", seed).isEmpty();
        assertThat(Story.differences(undisturbed.verdicts(), disturbed.verdicts())).as("verdicts, seed %s", seed)
                .isEmpty();
        assertThat(Story.differences(undisturbed.alerts(), disturbed.alerts())).as("alerts, seed %s", seed).isEmpty();
    }
}
