package dev.telltale.local.detect;

import dev.telltale.local.detect.StreamEvidence.EpochStart;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static dev.telltale.local.detect.Records.alert;
import static dev.telltale.local.detect.Records.mark;
import static dev.telltale.local.detect.Records.verdict;
import static org.assertj.core.api.Assertions.assertThat;

class DocumentBuilderTest {

    @Test
    void shouldCallAFaceAuthenticWhenMostWindowsAreJudgedAndNoneIsSuspicious() {
        // Given four windows of one face, one of them without an opinion
        List<Verdict> verdicts = List.of(verdict("e", 0, 1, -2.0), verdict("e", 1, 1, -3.0), verdict("e", 2, 1, null),
                verdict("e", 3, 1, 0.5));

        // When
        DetectDocument document = document(marks(4, 1), verdicts, List.of());

        // Then
        assertThat(document.verdict()).isEqualTo(VerdictWord.AUTHENTIC);
        assertThat(document.reason()).isEqualTo("3 of 4 windows judged, none looks synthetic");
        assertThat(document.durationSeconds()).isEqualTo(5.12);
        assertThat(document.coverage()).isEqualTo(1);
        assertThat(document.models()).containsEntry("blend-lite", "1.0.0+ab12");
        TrackDocument face = document.tracks().get(0);
        assertThat(face.box()).containsExactly(102, 50, 200, 220);
        assertThat(face.startSeconds()).isZero();
        assertThat(face.endSeconds()).isEqualTo(5.08);
        assertThat(face.windows().get(2).fakeProbability()).isNull();
        assertThat(face.windows().get(2).contributions()).containsEntry("blend-lite", null);
        assertThat(face.fakeProbability()).isBetween(0.15, 0.2);
    }

    @Test
    void shouldNotCallAFaceAuthenticOnlyBecauseNothingWasFound() {
        // Given a detector that is at a loss
        List<Verdict> verdicts = List.of(verdict("e", 0, 1, -0.1), verdict("e", 1, 1, 0.1), verdict("e", 2, 1, -0.3));

        // When
        DetectDocument document = document(marks(3, 1), verdicts, List.of());

        // Then
        assertThat(document.verdict()).isEqualTo(VerdictWord.INCONCLUSIVE);
        assertThat(document.reason()).isEqualTo("3 of 3 windows judged, none looks synthetic, but the detectors"
                + " are not sure enough to call it genuine");
    }

    @Test
    void shouldNotLetAPasserByWhomNobodyCouldJudgeDecide() {
        // Given four judged windows of one face, and one of another that was too short
        List<Verdict> verdicts = List.of(verdict("e", 0, 1, -2.0), verdict("e", 1, 1, -2.0), verdict("e", 2, 1, -2.0),
                verdict("e", 2, 2, null), verdict("e", 3, 1, -2.0));

        // When
        DetectDocument document = document(marks(4, 1), verdicts, List.of());

        // Then
        assertThat(document.verdict()).isEqualTo(VerdictWord.AUTHENTIC);
        assertThat(document.reason()).isEqualTo("2 faces, 4 of their 5 windows judged, none looks synthetic");
    }

    @Test
    void shouldCallItSuspiciousWhenAWindowLooksSyntheticWithoutAnAlert() {
        // Given
        List<Verdict> verdicts = List.of(verdict("e", 0, 1, -1.0), verdict("e", 1, 1, 2.0), verdict("e", 2, 1, -1.0));

        // When
        DetectDocument document = document(marks(3, 1), verdicts, List.of());

        // Then
        assertThat(document.verdict()).isEqualTo(VerdictWord.SUSPICIOUS);
        assertThat(document.reason())
                .isEqualTo("1 of 3 judged windows look synthetic, too little for an alert");
    }

    @Test
    void shouldSayWhichOfSeveralFacesDecide() {
        // Given a genuine face, a suspicious one, and two of which the detector is not sure
        List<Verdict> genuine = List.of(verdict("e", 0, 1, -2.0), verdict("e", 1, 1, -2.0));
        List<Verdict> suspicious = List.of(verdict("e", 0, 2, 2.0), verdict("e", 1, 2, -2.0));
        List<Verdict> unsure = List.of(verdict("e", 0, 3, 0.1), verdict("e", 1, 4, 0.1));

        // When
        DetectDocument doubtful = document(marks(2, 1, 2, 3, 4), all(List.of(genuine, suspicious, unsure)), List.of());
        DetectDocument open = document(marks(2, 1, 2, 3, 4), all(List.of(genuine, unsure)), List.of());
        DetectDocument alike = document(marks(2, 3, 4), unsure, List.of());

        // Then
        assertThat(doubtful.reason()).isEqualTo(
                "1 of 4 faces is suspicious; face 2: 1 of 2 judged windows look synthetic, too little for an alert");
        assertThat(open.reason()).startsWith("2 of 3 faces are inconclusive; face 3: 1 of 1 windows judged, none");
        assertThat(alike.reason()).startsWith("each of 2 faces: 1 of 1 windows judged, none looks synthetic, but ");
    }

    @Test
    void shouldCallItManipulatedWhenAnAlertNamesAFaceAndTellOnlyItsLastState() {
        // Given two faces, of which the second is named by an alert that was opened and closed
        List<Verdict> verdicts = LongStream.range(0, 4).boxed().flatMap(window -> Stream
                .of(verdict("e", window, 1, -2.0), verdict("e", window, 2, 3.0))).toList();
        List<Alert> alerts = List.of(alert("e", 0, AlertTransition.OPENED, 2),
                alert("e", 1, AlertTransition.CLOSED, 2));

        // When
        DetectDocument document = document(marks(4, 1, 2), verdicts, alerts);

        // Then
        assertThat(document.verdict()).isEqualTo(VerdictWord.MANIPULATED);
        assertThat(document.reason()).isEqualTo("an alert opened at 5.1 s on face 2 of 2, since 1.3 s");
        assertThat(document.tracks()).extracting(TrackDocument::verdict).containsExactly(VerdictWord.AUTHENTIC,
                VerdictWord.MANIPULATED);
        assertThat(document.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.transition()).isEqualTo("CLOSED");
            assertThat(alert.openedSeconds()).isEqualTo(5.12);
            assertThat(alert.tracks()).containsExactly(2);
        });
        assertThat(document.fakeProbability()).isEqualTo(0.97);
    }

    @Test
    void shouldEndAnAlertWithTheFileWhoseLastWindowIsShort() {
        // Given an alert at the end of the fourth window, of which there is but a half
        List<WindowMark> marks = new ArrayList<>(marks(4, 1));
        marks.set(3, WindowMark.newBuilder(marks.get(3)).setSeconds(0.64f).build());
        Verdict verdict = verdict("e", 0, 1, 3.0);

        // When
        DetectDocument document = document(marks, List.of(verdict), List.of(alert("e", 0, AlertTransition.OPENED, 1)));

        // Then
        assertThat(document.durationSeconds()).isEqualTo(4.48);
        assertThat(document.alerts()).singleElement()
                .satisfies(alert -> assertThat(alert.untilSeconds()).isEqualTo(document.durationSeconds()));
    }

    @Test
    void shouldBeInconclusiveAndSayWhyWhenDetectorsAbstain() {
        // Given
        List<Verdict> verdicts = List.of(verdict("e", 0, 1, null), verdict("e", 1, 1, null), verdict("e", 2, 1, -1.0));

        // When
        DetectDocument document = document(marks(3, 1), verdicts, List.of());

        // Then
        assertThat(document.verdict()).isEqualTo(VerdictWord.INCONCLUSIVE);
        assertThat(document.reason()).isEqualTo("1 of 3 windows judged: TOO_FEW_FRAMES 2×");
    }

    @Test
    void shouldBeInconclusiveWhenThereIsNoFaceOrTooLittleCouldBeDecoded() {
        // Given a clip without a face, and one of which two of three windows are broken
        List<WindowMark> empty = List.of(mark("e", 0, MarkReason.NO_FACE), mark("e", 1, MarkReason.NO_FACE));
        List<WindowMark> broken = List.of(mark("e", 0, MarkReason.TRACKS, 1), mark("e", 1, MarkReason.UNDECODABLE),
                mark("e", 2, MarkReason.UNDECODABLE));

        // When
        DetectDocument noFace = document(empty, List.of(), List.of());
        DetectDocument undecodable = document(broken, List.of(verdict("e", 0, 1, -1.0)), List.of());

        // Then
        assertThat(noFace.verdict()).isEqualTo(VerdictWord.INCONCLUSIVE);
        assertThat(noFace.reason()).isEqualTo("no face in the picture");
        assertThat(noFace.fakeProbability()).isNull();
        assertThat(noFace.coverage()).isEqualTo(1);
        assertThat(undecodable.reason()).isEqualTo("only 33 % of the file could be decoded");
    }

    @Test
    void shouldGoOnNumberingFacesAndSecondsInTheSecondEpoch() {
        // Given a file whose second epoch begins ten seconds after the first
        List<WindowMark> marks = List.of(mark("e", 0, MarkReason.TRACKS, 1, 2), mark("f", 0, MarkReason.TRACKS, 1));
        List<Verdict> verdicts = List.of(verdict("e", 0, 1, -1.0), verdict("e", 0, 2, -1.0), verdict("f", 0, 1, -1.0));

        // When
        DetectDocument document = DocumentBuilder.build("x.mp4", new StreamEvidence(
                List.of(new EpochStart("e", 3_000_000), new EpochStart("f", 13_000_000)), marks, verdicts, List.of(),
                DefaultPlan.thresholds(), Optional.empty()));

        // Then
        assertThat(document.tracks()).extracting(TrackDocument::track).containsExactly(1, 2, 3);
        assertThat(document.tracks()).extracting(TrackDocument::startSeconds).containsExactly(0.0, 0.0, 10.0);
    }

    private static List<Verdict> all(List<List<Verdict>> faces) {
        return faces.stream().flatMap(List::stream).toList();
    }

    private static List<WindowMark> marks(int windows, int... tracks) {
        return LongStream.range(0, windows).mapToObj(window -> mark("e", window, MarkReason.TRACKS, tracks)).toList();
    }

    private static DetectDocument document(List<WindowMark> marks, List<Verdict> verdicts, List<Alert> alerts) {
        return DocumentBuilder.build("x.mp4",
                new StreamEvidence(List.of(new EpochStart("e", 0)), marks, verdicts, alerts,
                        DefaultPlan.thresholds(), Optional.empty()));
    }
}
