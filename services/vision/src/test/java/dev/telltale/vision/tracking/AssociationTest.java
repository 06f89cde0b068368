package dev.telltale.vision.tracking;

import dev.telltale.vision.Box;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class AssociationTest {
    private static final Box FACE = new Box(100, 100, 100, 100);

    @Test
    void shouldGiveEachTrackTheDetectionThatOverlapsItMost() {
        List<Box> tracks = List.of(FACE, FACE.moved(60, 0));
        List<Box> detections = List.of(FACE.moved(55, 0), FACE.moved(5, 0));

        assertThat(Association.pair(tracks, detections, 0.25f)).extracting(Association.Pair::track)
                .containsExactlyInAnyOrder(0, 1);
        assertThat(Association.pair(tracks, detections, 0.25f)).allMatch(pair -> pair.track() != pair.detection());
    }

    @Test
    void shouldGiveNoDetectionToTwoTracks() {
        List<Box> tracks = List.of(FACE, FACE.moved(10, 0));

        assertThat(Association.pair(tracks, List.of(FACE), 0.25f)).singleElement()
                .satisfies(pair -> assertThat(pair.track()).isZero());
    }

    @Test
    void shouldNotTakeAPartOfAFaceForTheFace() {
        // Given a hit on the chin, half as large as the face, with an overlap of 0.3
        Box chin = FACE.scaled(0.55f);

        assertThat(FACE.iou(chin)).isGreaterThan(0.25f);
        assertThat(Association.pair(List.of(FACE), List.of(chin), 0.25f)).isEmpty();
    }
}
