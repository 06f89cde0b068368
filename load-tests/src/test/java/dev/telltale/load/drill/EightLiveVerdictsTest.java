package dev.telltale.load.drill;

import dev.telltale.load.site.Site;
import dev.telltale.local.sample.SampleClip;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;
import dev.telltale.testing.live.FaultRelay;
import dev.telltale.testing.live.FaultRelay.Fault;
import dev.telltale.testing.live.PlayedHttp;
import dev.telltale.vision.media.TestFfmpeg;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Eight live faces, every service a process of its own. One source does whatever a source can do wrong; what is said of the others is as if it were not there. */
@Tag("long")
class EightLiveVerdictsTest {
    private static final int OTHERS = 7;
    private static final int SECONDS = 20;
    private static final int FRAMES_PER_SECOND = 12;
    private static final double QUICKLY = 4;
    /** No more starts are allowed within a minute. */
    private static final List<Fault> FAULTS = List.of(Fault.RESET, Fault.HALF_OPEN, Fault.DRIP, Fault.BLACK_HOLE,
            Fault.FLAP);

    @TempDir
    Path folder;

    @Test
    void shouldSayOfSevenFacesWhatIsSaidWithoutTheEighth() throws Exception {
        // Given
        List<Path> clips = clips();
        try (Site site = new Site(folder, DrillDetector.in(folder.resolve("models")),
                Map.of("telltale.ingest.addresses.schemes", "http", "telltale.ingest.addresses.allowed", "127.0.0.1",
                        "telltale.ingest.stall", "1s", "telltale.ingest.backoff-min", "50ms",
                        "telltale.ingest.backoff-max", "100ms"))) {
            Map<String, List<String>> alone = play(site, clips, "alone-");

            // When
            Map<String, List<String>> beside;
            Path clip = clips.getLast();
            int threeSeconds = Math.toIntExact(Files.size(clip) * 3 / SECONDS);
            try (PlayedHttp server = new PlayedHttp(clip, Duration.ofSeconds(SECONDS), QUICKLY, guest -> true);
                    FaultRelay relay = new FaultRelay(server.port(),
                            n -> FAULTS.get(Math.min(n, FAULTS.size() - 1)), threeSeconds)) {
                site.watch("bad", url(relay.port()));
                beside = play(site, clips, "beside-");

                // Then
                assertThat(relay.done()).isEqualTo(FAULTS);
                assertThat(site.values(Topic.STATUS, StreamStatus.class, "bad/ingest"))
                        .extracting(StreamStatus::getState).contains(SourceState.LIVE, SourceState.BACKOFF);
            }
            assertThat(differences(alone, beside)).as("%s", site.logs()).isEmpty();
            System.out.printf("eight live sources: verdicts=%d marks=%d of the other seven, equal%n",
                    count(beside, "verdict"), count(beside, "mark"));
        }
    }

    private static List<String> differences(Map<String, List<String>> one, Map<String, List<String>> other) {
        List<String> found = new ArrayList<>();
        one.forEach((stream, story) -> {
            List<String> told = other.getOrDefault(stream, List.of());
            story.stream().filter(line -> !told.contains(line)).forEach(line -> found.add(stream + " alone: " + line));
            told.stream().filter(line -> !story.contains(line)).forEach(line -> found.add(stream + " beside: " + line));
            if (found.isEmpty() && !told.equals(story)) {
                found.add(stream + ": in another order: " + told);
            }
        });
        return found;
    }

    private static long count(Map<String, List<String>> stories, String kind) {
        return stories.values().stream().flatMap(List::stream).filter(line -> line.startsWith(kind)).count();
    }

    /** A face that speaks; each clip begins a little later. */
    private List<Path> clips() {
        Path whole = folder.resolve("whole.mp4");
        SampleClip.write(whole, 320, 240, FRAMES_PER_SECOND, Duration.ofSeconds(SECONDS + 2));
        List<Path> clips = new ArrayList<>();
        for (int i = 0; i <= OTHERS; i++) {
            clips.add(TestFfmpeg.make(folder.resolve("clip" + i + ".ts"), "-i " + whole + " -ss " + i * 0.25 + " -t "
                    + SECONDS + " -c:v libx264 -preset veryfast -bf 2 -g 24"));
        }
        return clips;
    }

    private static Map<String, List<String>> play(Site site, List<Path> clips, String prefix) throws Exception {
        List<PlayedHttp> servers = new ArrayList<>();
        try {
            for (int i = 0; i < OTHERS; i++) {
                PlayedHttp server = new PlayedHttp(clips.get(i), Duration.ofSeconds(SECONDS), 1, guest -> guest == 0);
                servers.add(server);
                site.watch(prefix + i, url(server.port()));
            }
            Map<String, List<String>> stories = new LinkedHashMap<>();
            for (int i = 0; i < OTHERS; i++) {
                site.awaitEpochEnd(prefix + i);
                stories.put("stream " + i, story(site, prefix + i));
                site.remove(prefix + i);
            }
            return stories;
        } finally {
            for (PlayedHttp server : servers) {
                server.close();
            }
        }
    }

    /** What is said of a stream, but for names and for when it was said. */
    private static List<String> story(Site site, String stream) {
        List<String> story = new ArrayList<>();
        // Two services write marks, each in its order; which of them is first is up to the machine.
        for (WindowMark mark : site.values(Topic.MARKS, WindowMark.class, stream).stream()
                .sorted(Comparator.comparingLong(WindowMark::getWindow)).toList()) {
            story.add("mark %d %s by %s: %s, %d frames, coverage %s, %d errors".formatted(mark.getWindow(),
                    mark.getReason(), mark.getAuthor(), mark.getTracks(), mark.getFrames(), mark.getCoverage(),
                    mark.getDecodeErrors()));
        }
        List<Verdict> verdicts = site.values(Topic.VERDICTS, Verdict.class, stream);
        assertThat(verdicts).as(stream).hasSizeGreaterThan(SECONDS / 2).noneMatch(Verdict::getPartial);
        for (Verdict verdict : verdicts) {
            story.add("verdict %d/%d from %d to %d: %s at %s, evidence %s and %s, box %s".formatted(verdict.getWindow(),
                    verdict.getTrack(), verdict.getFirstMicros(), verdict.getLastMicros(), verdict.getLlr(),
                    verdict.getQuality(), verdict.getTrackEvidence(), verdict.getStreamEvidence(), verdict.getBox()));
        }
        return story;
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port + "/live.ts";
    }
}
