package dev.telltale.vision.tracking;

import dev.telltale.vision.Box;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class FaceTrackerTest {
    private static final TrackerSettings SETTINGS = TrackerSettings.DEFAULT;
    private static final int FRAMES = 120;
    /** Frames of 40 ms after which a face that was missed counts as another one. */
    private static final int WAITS = 16;

    @Test
    void shouldCountAFaceOnceItWasSeenInThreeFrames() {
        List<List<TrackedFace>> seen = track(new Scene().face(200, 150, 1, 0.5, 80));

        assertThat(seen.subList(0, SETTINGS.confirmAfter() - 1)).allMatch(List::isEmpty);
        assertThat(seen.subList(SETTINGS.confirmAfter() - 1, FRAMES)).allSatisfy(
                faces -> assertThat(faces).extracting(TrackedFace::track).containsExactly(1));
    }

    @Test
    void shouldKeepTheNumbersOfFacesThatPassEachOther() {
        // Given two faces that cross, one a little lower than the other
        Scene scene = new Scene().face(120, 130, 3, 0, 80).face(480, 190, -3, 0, 80);

        // When
        List<List<TrackedFace>> seen = track(scene);

        // Then each number stays with the face that had it first
        assertThat(seen.getLast()).extracting(TrackedFace::track).containsExactly(1, 2);
        for (List<TrackedFace> faces : seen.subList(5, FRAMES)) {
            assertThat(faces.stream().map(face -> face.track() + (high(face) ? " high" : " low")))
                    .containsExactlyElementsOf(
                            seen.get(5).stream().map(face -> face.track() + (high(face) ? " high" : " low")).toList());
        }
    }

    private static boolean high(TrackedFace face) {
        return face.landmarks().box().centreY() < 160;
    }

    @Test
    void shouldGiveAnotherNumberToAFaceThatComesBackLater() {
        // Given a face that is away for a second, longer than a track waits
        Scene scene = new Scene().face(new Scene.Actor(200, 150, 0, 0, 80, 0, 40))
                .face(new Scene.Actor(200, 150, 0, 0, 80, 65, 1000));

        List<List<TrackedFace>> seen = track(scene);

        assertThat(numbers(seen, 5, 40)).containsExactly(1);
        assertThat(numbers(seen, 41, 65)).isEmpty();
        assertThat(numbers(seen, 75, FRAMES)).containsExactly(2);
    }

    @Test
    void shouldKeepTheNumberOfAFaceThatIsHiddenForAMoment() {
        // Given a face that moves on behind something for a third of a second
        Scene scene = new Scene().face(new Scene.Actor(200, 150, 1, 0, 80, 0, 40))
                .face(new Scene.Actor(200, 150, 1, 0, 80, 48, 1000));

        assertThat(numbers(track(scene), 5, FRAMES)).containsExactly(1);
    }

    @Test
    void shouldHoldOnToAFaceThatOnlyTheSecondLookSees() {
        Scene scene = new Scene().face(200, 150, 0, 0, 80).detectorBlind(frame -> frame > 20);

        assertThat(numbers(track(scene), 100, FRAMES)).containsExactly(1);
    }

    @Test
    void shouldEndATrackThatLandmarksAloneHaveCarriedForTooLong() {
        // Given that neither detector nor second look see the face any more: all round it is as bright as the face
        Scene scene = new Scene().face(200, 150, 0, 0, 80).face(new Scene.Actor(200, 150, 0, 0, 350, 20, 1000))
                .detectorBlind(frame -> frame >= 20);

        List<List<TrackedFace>> seen = track(scene);

        int alone = 20 + SETTINGS.unconfirmedFrames();
        assertThat(numbers(seen, 20, alone - 12)).containsExactly(1);
        assertThat(numbers(seen, alone + 12, FRAMES)).isEmpty();
    }

    @Test
    void shouldHoldOnToAFaceWhileTheDetectorVouchesForIt() {
        // Given landmarks that are unsure from time to time, as of small and noisy faces
        Scene scene = new Scene().face(200, 150, 1, 0, 60).landmarksBlind(frame -> frame > 10 && frame % 3 == 0);

        List<List<TrackedFace>> seen = track(scene);

        assertThat(numbers(seen, 5, FRAMES)).containsExactly(1);
        assertThat(seen.subList(5, FRAMES)).allMatch(faces -> faces.size() == 1);
    }

    @Test
    void shouldLookHalfAsOftenWhileLandmarksAreSureOfEveryFace() {
        Scene sure = new Scene().face(200, 150, 1, 0, 80);
        Scene lessSure = new Scene().face(200, 150, 1, 0, 80).confidence(0.8f);

        track(sure);
        track(lessSure);

        // The first frames, in which the face is new, and every 24th or 12th after that.
        assertThat(sure.looks()).isBetween(FRAMES / 24, FRAMES / 24 + 3);
        assertThat(lessSure.looks()).isBetween(FRAMES / 12, FRAMES / 12 + 3);
    }

    @Test
    void shouldFindAnotherFaceWithinASecond() {
        Scene scene = new Scene().face(150, 150, 0, 0, 80).face(new Scene.Actor(450, 150, 0, 0, 80, 50, 1000));

        assertThat(numbers(track(scene), 50 + 25 + SETTINGS.confirmAfter(), FRAMES)).containsExactlyInAnyOrder(1, 2);
        assertThat(track(scene).getLast()).hasSize(2);
    }

    @Test
    void shouldNotFollowWhatOnlyTheDetectorSees() {
        Scene scene = new Scene().face(200, 150, 0, 0, 80).phantom(500, 100, 90).phantom(210, 190, 30);

        assertThat(numbers(track(scene), 0, FRAMES)).containsExactly(1);
    }

    @Test
    void shouldFollowNoMoreFacesThanItMay() {
        TrackerSettings settings = new TrackerSettings(12, 4, SETTINGS.lostAfter(), 3, 0.5f, 0.5f, 60, 2);
        Scene scene = new Scene().face(100, 150, 0, 0, 80).face(300, 150, 0, 0, 80).face(500, 150, 0, 0, 80);

        List<List<TrackedFace>> seen = Scene.track(scene.tracker(settings, TrackerState.START), scene, 0, 30);

        assertThat(seen).allMatch(faces -> faces.size() <= 2);
        assertThat(numbers(seen, 10, 30)).containsExactly(1, 2);
    }

    @Property(tries = 60)
    void shouldSeeTheSameAfterARestartAnywhere(@ForAll("scenes") Scene scene,
            @ForAll @IntRange(min = 1, max = FRAMES - 1) int restart) {
        // Given
        List<List<TrackedFace>> whole = track(scene);

        // When another tracker goes on from what the first one knew
        FaceTracker first = scene.tracker(SETTINGS, TrackerState.START);
        List<List<TrackedFace>> pieces = new ArrayList<>(Scene.track(first, scene, 0, restart));
        FaceTracker second = scene.tracker(SETTINGS, first.state());
        pieces.addAll(Scene.track(second, scene, restart, FRAMES));

        // Then
        assertThat(pieces).isEqualTo(whole);
    }

    @Property(tries = 60)
    void shouldGiveEveryFaceOneNumberAndNoNumberTwice(@ForAll("scenes") Scene scene) {
        Map<Integer, Integer> lastSeen = new HashMap<>();
        int frame = 0;
        for (List<TrackedFace> faces : track(scene)) {
            frame++;
            assertThat(faces).extracting(TrackedFace::track).doesNotHaveDuplicates().isSorted();
            int highest = lastSeen.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
            for (TrackedFace face : faces) {
                Integer last = lastSeen.put(face.track(), frame);
                assertThat(last == null ? face.track() > highest : frame - last <= WAITS).isTrue();
            }
            for (int i = 1; i < faces.size(); i++) {
                Box box = faces.get(i).landmarks().box();
                assertThat(faces.get(i - 1).landmarks().box().iou(box)).isLessThan(0.5f);
            }
        }
    }

    @Provide
    Arbitrary<Scene> scenes() {
        Arbitrary<Scene.Actor> actors = Combinators.combine(Arbitraries.doubles().between(40, 600),
                Arbitraries.doubles().between(40, 320), Arbitraries.doubles().between(-4, 4),
                Arbitraries.doubles().between(-2, 2), Arbitraries.doubles().between(30, 120),
                Arbitraries.longs().between(0, 80), Arbitraries.longs().between(20, 200)).as(Scene.Actor::new);
        return Combinators.combine(actors.list().ofMaxSize(4), Arbitraries.integers().between(2, 30),
                Arbitraries.integers().between(2, 30)).as((all, detectorGap, landmarksGap) -> {
                    Scene scene = new Scene().detectorBlind(frame -> frame % detectorGap == 1)
                            .landmarksBlind(frame -> frame % landmarksGap == 1);
                    all.forEach(scene::face);
                    return scene;
                });
    }

    private static List<List<TrackedFace>> track(Scene scene) {
        return Scene.track(scene.tracker(SETTINGS, TrackerState.START), scene, 0, FRAMES);
    }

    private static Set<Integer> numbers(List<List<TrackedFace>> seen, int from, int until) {
        Set<Integer> numbers = new HashSet<>();
        seen.subList(from, until).forEach(faces -> faces.forEach(face -> numbers.add(face.track())));
        return numbers;
    }
}
