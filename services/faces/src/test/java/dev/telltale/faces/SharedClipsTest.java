package dev.telltale.faces;

import dev.telltale.schemas.FaceCrop;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.schemas.WindowMark;
import dev.telltale.vision.StillPicture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedClipsTest {
    @SuppressWarnings("NullAway.Init")
    private VisionTools tools;

    @BeforeAll
    void open() {
        tools = VisionTools.withCascade(new PfldLandmarks());
    }

    @AfterAll
    void close() {
        if (tools != null) {
            tools.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"a02_real_face_leaves_and_returns.mp4, 2", "a04_real_lab_mpeg1.mpg, 1", "a05_noface_bottles.mp4, 0",
        "a06_real_two_faces.mp4, 2", "a07_mixed_two_faces_side_by_side.mp4, 2",
        "a11_fake_film_autoencoder_swap.mp4, 1"})
    void shouldFindTheFacesOfTheDifficultClips(String name, int faces) {
        shouldFindTheFaces(name, faces);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"a01_real_press_conference.mp4, 1", "a03_real_phone_selfie.mp4, 1", "a08_real_swap_source.mp4, 1",
        "a09_fake_faceswap.mp4, 1", "a10_real_film.mp4, 1", "a12_real_interview.mp4, 1",
        "a13_fake_nerf_lipsync.mp4, 1", "a14_fake_nerf_talking.mp4, 1", "a15_fake_talkinghead_vasa.mp4, 1",
        "a16_fake_reenactment_aniportrait.mp4, 1"})
    void shouldFindTheOneFaceOfTheOtherClips(String name, int faces) {
        shouldFindTheFaces(name, faces);
    }

    private void shouldFindTheFaces(String name, int faces) {
        // Given
        List<FrameWindow> recorded = Recorded.shared(name);

        // When
        List<WindowOutput> outputs = run(recorded);

        // Then
        List<WindowMark> marks = outputs.stream().map(WindowOutput::mark).toList();
        assertThat(marks).allSatisfy(mark -> {
            assertThat(mark.getReason()).isIn(MarkReason.TRACKS, MarkReason.NO_FACE);
            assertThat(mark.getCoverage()).isBetween(0.85f, 1f);
            assertThat(mark.getDecodeErrors()).isZero();
        });
        assertThat(marks.stream().flatMap(mark -> mark.getTracks().stream()).map(TrackInWindow::getTrack).distinct())
                .hasSize(faces);
        assertThat(outputs.stream().flatMap(output -> output.faces().stream())).allSatisfy(this::checkFace);
        assertThat(outputs.getLast().snapshot().getEnded()).isTrue();
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
