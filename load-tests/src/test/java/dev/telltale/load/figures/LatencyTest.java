package dev.telltale.load.figures;

import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.load.site.Site;
import dev.telltale.load.site.Watch;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowMark;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * From a FrameWindow's timestamp (ingest sends it) to the moment at which a consumer of committed records holds the first verdict
 * of that window: one live stream of 1280 x 720 pixels with one face, the bundled detector, every service in a process of its own.
 */
@Tag("figures")
class LatencyTest {
    private static final String CLIP = "a01_real_press_conference.mp4";
    private static final int PLAYS = 3;

    @Test
    void shouldJudgeEveryWindowOfALiveStreamSoon(@TempDir Path folder) throws Exception {
        Path clip = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips", CLIP);
        assumeTrue(Files.exists(clip), "skipped: no shared clip at " + clip);
        try (Site site = new Site(folder, bundled(folder.resolve("models"))); Watch watch = site.watchVerdicts()) {
            // Given services that are warm
            play(site, "warm-up", clip);
            // When
            List<Duration> latencies = new ArrayList<>();
            for (int i = 0; i < PLAYS; i++) {
                String stream = "play-" + i;
                play(site, stream, clip);
                latencies.addAll(latencies(site, watch, stream));
            }
            // Then
            System.out.printf("window to verdict: windows=%d p50=%d ms p95=%d ms max=%d ms load=%.1f%n",
                    latencies.size(), percentile(latencies, 50), percentile(latencies, 95), percentile(latencies, 100),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            System.out.println("peak resident memory, MiB: " + site.peakMebibytes());
        }
    }

    private static ModelPackage bundled(Path store) {
        BundledModels.extractTo(store);
        ModelStore models = new ModelStore(List.of(store));
        return models.list().stream().filter(id -> id.name().equals(DefaultPlan.DETECTOR)).map(models::get)
                .reduce((one, later) -> later).orElseThrow();
    }

    private static void play(Site site, String stream, Path clip) {
        site.play(stream, clip, Instant.now());
        site.awaitEnd(stream);
    }

    private static List<Duration> latencies(Site site, Watch watch, String stream) {
        List<Long> seen = site.values(Topic.MARKS, WindowMark.class, stream).stream()
                .filter(mark -> mark.getReason() == MarkReason.TRACKS).map(WindowMark::getWindow).toList();
        Map<Long, Instant> judged = watch.arrivals(stream);
        assertThat(judged.keySet()).as("windows of %s with a face", stream).containsExactlyInAnyOrderElementsOf(seen);
        return site.records(Topic.WINDOWS, FrameWindow.class, stream).stream()
                .filter(window -> judged.containsKey(window.value().getWindow()))
                .map(window -> Duration.between(sent(window), judged.get(window.value().getWindow()))).toList();
    }

    private static Instant sent(ConsumerRecord<String, FrameWindow> window) {
        return Instant.ofEpochMilli(window.timestamp());
    }

    private static long percentile(List<Duration> latencies, int percent) {
        List<Duration> sorted = latencies.stream().sorted().toList();
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1).toMillis();
    }
}
