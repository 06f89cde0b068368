package dev.telltale.local.cli;

import dev.telltale.local.sample.SampleClip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What the README's first command promises: files in, one document each out, by way of broker and every service. */
class DetectEndToEndTest {
    private static final Path CLIPS = Path.of(System.getProperty("telltale.shared", "../shared"), "data", "clips");
    private static final List<String> CHOSEN = List.of("a02_real_face_leaves_and_returns.mp4",
            "a05_noface_bottles.mp4", "a06_real_two_faces.mp4", "a07_mixed_two_faces_side_by_side.mp4");
    private static final List<JsonNode> DOCUMENTS = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private static Path data;

    /** All in one run: several files share one start-up. */
    @BeforeAll
    static void detect() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("detect", "--json", "--set", "data-dir=" + data));
        if (Files.isDirectory(CLIPS)) {
            CHOSEN.forEach(clip -> arguments.add(CLIPS.resolve(clip).toString()));
        }
        arguments.add("--sample");
        StringWriter out = new StringWriter();
        CommandLine command = TelltaleCommand.commandLine();
        command.setOut(new PrintWriter(out, true));

        assertThat(command.execute(arguments.toArray(String[]::new))).isEqualTo(ExitCode.OK.code());

        ObjectMapper json = new ObjectMapper();
        for (String line : out.toString().lines().toList()) {
            DOCUMENTS.add(json.readTree(line));
        }
        assertThat(DOCUMENTS).hasSize(arguments.size() - 4);
    }

    @Test
    void shouldFollowTheSpeakerOfTheSampleThroughEveryWindow() {
        JsonNode sample = DOCUMENTS.getLast();

        assertThat(sample.get("durationSeconds").asDouble()).isBetween(13.9, 14.1);
        assertThat(sample.get("coverage").asDouble()).isEqualTo(1);
        assertThat(sample.get("models").get("blend-lite").asText()).matches("\\d+\\.\\d+\\.\\d+\\+[0-9a-f]{64}");
        assertThat(sample.get("tracks")).hasSize(1);
        JsonNode face = sample.get("tracks").get(0);
        assertThat(face.get("startSeconds").asDouble()).isLessThan(0.5);
        assertThat(face.get("endSeconds").asDouble()).isGreaterThan(13.5);
        assertThat(list(face.get("windows"))).extracting(window -> window.get("window").asInt())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(list(face.get("windows"))).allSatisfy(window -> {
            assertThat(window.get("partial").asBoolean()).isFalse();
            assertThat(window.get("contributions").get("blend-lite").isNumber()).isTrue();
            assertThat(window.get("fakeProbability").asDouble()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void shouldRaiseAnAlertOverTheForgeryInTheSampleAndNotBefore() {
        JsonNode sample = DOCUMENTS.getLast();

        assertThat(sample.get("verdict").asText()).isEqualTo("manipulated");
        assertThat(list(sample.get("alerts"))).isNotEmpty();
        double swap = SampleClip.SWAP_FROM.toMillis() / 1e3;
        assertThat(list(sample.get("tracks").get(0).get("windows"))).allSatisfy(window -> {
            double llr = window.get("contributions").get("blend-lite").asDouble();
            if (window.get("endSeconds").asDouble() <= swap) {
                assertThat(llr).isNegative();
            } else if (window.get("startSeconds").asDouble() >= swap) {
                assertThat(llr).isGreaterThan(0.8);
            }
        });
    }

    @Test
    void shouldKeepWhatItKeepsInTheDataDirectoryAndNoRecordOfTheFiles() throws IOException {
        try (Stream<Path> kept = Files.list(data)) {
            assertThat(kept).extracting(path -> path.getFileName().toString()).containsExactlyInAnyOrder("cache",
                    "models");
        }
        assertThat(DOCUMENTS.getLast().get("source").asText()).startsWith(data.resolve("cache").toString());
        assertThat(data.resolve("models").resolve("blend-lite")).isDirectory();
    }

    @Test
    void shouldFindTwoFacesWhereTwoAre() {
        for (JsonNode document : List.of(clip(2), clip(3))) {
            assertThat(document.get("tracks")).hasSize(2);
            assertThat(document.get("coverage").asDouble()).isGreaterThan(0.95);
        }
    }

    @Test
    void shouldSayThatThereIsNoFace() {
        JsonNode bottles = clip(1);

        assertThat(bottles.get("tracks")).isEmpty();
        assertThat(bottles.get("verdict").asText()).isEqualTo("inconclusive");
        assertThat(bottles.get("reason").asText()).isEqualTo("no face in the picture");
        assertThat(bottles.get("fakeProbability").isNull()).isTrue();
    }

    @Test
    void shouldEndOneTrackAndBeginAnotherWhereAFaceLeavesAndReturns() {
        List<JsonNode> tracks = list(clip(0).get("tracks"));

        assertThat(tracks).hasSizeGreaterThanOrEqualTo(2);
        assertThat(tracks.getFirst().get("endSeconds").asDouble())
                .isLessThan(tracks.getLast().get("startSeconds").asDouble());
    }

    private static JsonNode clip(int index) {
        assumeThat(Files.isDirectory(CLIPS)).as("no clips at %s: they are not judged", CLIPS).isTrue();
        assertThat(DOCUMENTS.get(index).get("source").asText()).endsWith(CHOSEN.get(index));
        return DOCUMENTS.get(index);
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
