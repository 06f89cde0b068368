package dev.telltale.faces;

import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.TrackerSnapshot;

import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class RestartTest {
    @TempDir
    static Path store;

    @ParameterizedTest
    @ValueSource(strings = {"a02_real_face_leaves_and_returns.mp4", "a04_real_lab_mpeg1.mpg", "a06_real_two_faces.mp4",
        "a11_fake_film_autoencoder_swap.mp4"})
    void shouldWriteTheSameRecordsWhereverItIsTakenUpAgain(String name) {
        // Given what an undisturbed worker writes
        List<FrameWindow> recorded = Recorded.shared(name);
        try (VisionTools tools = VisionTools.withCascade(LandmarkStore.newest(store))) {
            List<WindowOutput> whole = from(tools, recorded, 0, recorded.size(), null);

            // When workers take over from one another at random windows
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            List<WindowOutput> pieces = new ArrayList<>();
            while (pieces.size() < recorded.size()) {
                TrackerSnapshot last = pieces.isEmpty() ? null : pieces.getLast().snapshot();
                int until = Math.min(recorded.size(), pieces.size() + 1 + random.nextInt(3));
                pieces.addAll(from(tools, recorded, pieces.size(), until, last));
            }

            // Then every byte is the same
            assertThat(pieces).as("seed %s", seed).hasSameSizeAs(whole);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(bytes(pieces.get(i))).as("window %s, seed %s", i, seed).isEqualTo(bytes(whole.get(i)));
            }
        }
    }

    private static List<WindowOutput> from(VisionTools tools, List<FrameWindow> recorded, int begin, int end,
            @Nullable TrackerSnapshot snapshot) {
        List<WindowOutput> outputs = new ArrayList<>();
        try (var vision = new StreamVision(tools, FacesSettings.DEFAULT, FixedPlan.of("JPEG", 256), snapshot)) {
            for (int i = 0; i < end; i++) {
                if (i < begin) {
                    vision.replay(recorded.get(i), i);
                } else {
                    outputs.add(vision.take(recorded.get(i), i));
                }
            }
        }
        return outputs;
    }

    /** In Avro's JSON, where a difference can be read. */
    private static String bytes(WindowOutput output) {
        return Stream.concat(Stream.of(output.mark(), output.snapshot()), output.faces().stream())
                .map(SpecificRecordBase::toString).reduce("", (a, b) -> a + "\n" + b);
    }
}
