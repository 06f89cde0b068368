package dev.telltale.aggregator;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.StatusReporter;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One stream end to end on a real broker, undisturbed and with a restart. State lives in memory, so every restart rebuilds it from the
 * changelog: there is no state directory that could be lost or corrupt (F7).
 */
class AggregatorServiceTest {
    private static final int WINDOWS = 60;

    @TempDir
    private Path folder;

    @Test
    void shouldTellTheSameAfterARestartThatLosesAllLocalState() throws Exception {
        try (var site = new Site(folder)) {
            // Given an aggregator that stops in the middle of an episode, and has nothing on disk
            Footage.plan(site);
            site.start();
            Footage.windows(site, "undisturbed", 0, WINDOWS);
            Footage.end(site, "undisturbed", WINDOWS);
            Footage.windows(site, "disturbed", 0, 29);
            awaitVerdicts(site, "disturbed", 29);
            awaitVerdicts(site, "undisturbed", WINDOWS);
            assertThat(site.aggregator().views().stream("disturbed"))
                    .hasValueSatisfying(view -> assertThat(view.risk()).isEqualTo(StreamView.Risk.OPEN));
            site.stop();
            assertThat(site.stateDir()).doesNotExist();

            // When it starts again, meets garbage, and the rest of the stream comes
            site.start();
            site.raw(Topic.SCORES, "disturbed".getBytes(UTF_8), "garbage".getBytes(UTF_8));
            Footage.windows(site, "disturbed", 29, WINDOWS);
            Footage.end(site, "disturbed", WINDOWS);
            awaitEnd(site, "disturbed");

            // Then it has told the same as of the stream that was not disturbed, transition by transition
            assertThat(told(site, "disturbed")).isEqualTo(told(site, "undisturbed")).isNotEmpty();
            assertThat(site.verdicts().stream().filter(verdict -> verdict.getStream().equals("disturbed")))
                    .extracting(Verdict::getWindow).doesNotHaveDuplicates().hasSize(WINDOWS);
            assertThat(site.alerts()).filteredOn(alert -> alert.getTransition() == AlertTransition.OPENED).hasSize(2);
        }
    }

    private static void awaitVerdicts(Site site, String stream, int count) {
        await().atMost(Duration.ofSeconds(30)).until(
                () -> site.verdicts().stream().filter(verdict -> verdict.getStream().equals(stream)).count() == count);
    }

    private static void awaitEnd(Site site, String stream) {
        await().atMost(Duration.ofSeconds(30)).until(() -> site.values(Topic.STATUS, StreamStatus.class).stream()
                .anyMatch(
                        status -> status.getStream().equals(stream) && status.getReporter() == StatusReporter.AGGREGATOR
                                && status.getEpochEnded()));
    }

    /** What has been told of a stream, without its name. */
    private static List<String> told(Site site, String stream) {
        return site.alerts().stream().filter(alert -> alert.getStream().equals(stream))
                .map(AggregatorServiceTest::nameless)
                .toList();
    }

    private static String nameless(Alert alert) {
        return Alert.newBuilder(alert).setStream("").setAlert("").build().toString();
    }
}
