package dev.telltale.faces;

import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.vision.StillPicture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Every clip of the shared set, through the bundled networks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedClipsTest {
    @SuppressWarnings("NullAway.Init")
    private VisionTools tools;

    @BeforeAll
    void open(@TempDir Path store) {
        tools = VisionTools.withCascade(LandmarkStore.newest(store));
    }

    @AfterAll
    void close() {
        tools.close();
    }

    @ParameterizedTest
    @CsvSource({"a04_real_lab_mpeg1.mpg, 1", "a05_noface_bottles.mp4, 0", "a06_real_two_faces.mp4, 2",
        "a07_mixed_two_faces_side_by_side.mp4, 2", "a08_real_swap_source.mp4, 1", "a09_fake_faceswap.mp4, 1",
        "a10_real_film.mp4, 1", "a11_fake_film_autoencoder_swap.mp4, 1", "a12_real_interview.mp4, 1"})
    void shouldFollowEveryFaceFromBeginningToEnd(String name, int faces) {
        // Given
        List<FrameWindow> recorded = Recorded.shared(name);

        // When
        List<WindowOutput> outputs = run(recorded);

        // Then
        checkOutputs(outputs);
        int frames = outputs.stream().mapToInt(output -> output.mark().getFrames()).sum();
        assertThat(tracks(outputs)).hasSize(faces).allSatisfy(
                seen -> assertThat(seen.stream().mapToInt(TrackInWindow::getFrames).sum())
                        .isGreaterThan((int) (0.95 * frames)));
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"a01_real_press_conference.mp4, 1", "a03_real_phone_selfie.mp4, 1", "a13_fake_nerf_lipsync.mp4, 1",
        "a14_fake_nerf_talking.mp4, 1", "a15_fake_talkinghead_vasa.mp4, 1",
        "a16_fake_reenactment_aniportrait.mp4, 1"})
    void shouldFollowEveryFaceOfTheLongerClips(String name, int faces) {
        shouldFollowEveryFaceFromBeginningToEnd(name, faces);
    }

    @Test
    void shouldEndATrackWhenTheFaceLeavesAndBeginOneWhenItComesBack() {
        // Given a clip whose face leaves from 4 s to 6 s and comes back from 9 s to 11 s
        List<FrameWindow> recorded = Recorded.shared("a02_real_face_leaves_and_returns.mp4");

        // When
        List<WindowOutput> outputs = run(recorded);

        // Then
        checkOutputs(outputs);
        List<List<TrackInWindow>> tracks = tracks(outputs);
        assertThat(tracks).hasSize(2);
        assertThat(tracks.get(0).getFirst().getFirstMicros()).isLessThan(200_000);
        assertThat(tracks.get(0).getLast().getLastMicros()).isBetween(4_000_000L, 6_000_000L);
        assertThat(tracks.get(1).getFirst().getFirstMicros()).isBetween(9_000_000L, 11_000_000L);
        assertThat(tracks.get(1).getLast().getLastMicros()).isGreaterThan(13_800_000);
        assertThat(outputs.stream().filter(output -> output.mark().getReason() == MarkReason.NO_FACE)).hasSizeBetween(2,
                3);
    }

    private void checkOutputs(List<WindowOutput> outputs) {
        assertThat(outputs.stream().map(WindowOutput::mark)).allSatisfy(mark -> {
            assertThat(mark.getReason()).isIn(MarkReason.TRACKS, MarkReason.NO_FACE);
            assertThat(mark.getCoverage()).isBetween(0.85f, 1f);
            assertThat(mark.getDecodeErrors()).isZero();
        });
        assertThat(outputs.stream().flatMap(output -> output.faces().stream())).allSatisfy(this::checkFace);
        assertThat(outputs.getLast().snapshot().getEnded()).isTrue();
    }

    /** What the marks say of each track, by number. */
    private static List<List<TrackInWindow>> tracks(List<WindowOutput> outputs) {
        return List.copyOf(outputs.stream().flatMap(output -> output.mark().getTracks().stream())
                .collect(Collectors.groupingBy(TrackInWindow::getTrack, TreeMap::new, Collectors.toList())).values());
    }

    private void checkFace(FaceWindow face) {
        List<Integer> slots = face.getSlots().stream().map(slot -> slot.getSlot()).toList();
        assertThat(slots).isSorted().doesNotHaveDuplicates().allMatch(slot -> slot >= 0 && slot < 32);
        assertThat(face.getCrops().stream().map(FaceCrop::getSlot))
                .containsExactlyElementsOf(slots.stream().filter(FixedPlan.SLOTS::contains).toList());
        assertThat(face.getQuality()).isBetween(0f, 1f);
        for (FaceCrop crop : face.getCrops()) {
            try (var picture = StillPicture.decode(crop.getData().array())) {
                assertThat(picture.width()).isEqualTo(256);
            }
        }
    }

    private List<WindowOutput> run(List<FrameWindow> recorded) {
        List<WindowOutput> outputs = new ArrayList<>();
        try (var vision = new StreamVision(tools, FacesSettings.DEFAULT, FixedPlan.of("JPEG", 256), null)) {
            for (int i = 0; i < recorded.size(); i++) {
                outputs.add(vision.take(recorded.get(i), i));
            }
        }
        return outputs;
    }
}
