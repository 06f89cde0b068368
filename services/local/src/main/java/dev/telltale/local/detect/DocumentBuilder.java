package dev.telltale.local.detect;

import dev.telltale.local.detect.FileJudge.JudgedFace;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.Box;
import dev.telltale.schemas.Contribution;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the document of a file from the records of its stream: a pure function. */
public final class DocumentBuilder {
    private final StreamEvidence evidence;
    private final Timeline timeline;

    private final double duration;

    private DocumentBuilder(StreamEvidence evidence, double duration) {
        this.evidence = evidence;
        this.duration = duration;
        this.timeline = new Timeline(evidence);
    }

    /** The document of {@code source}, which lasts as long as its windows. */
    public static DetectDocument build(String source, StreamEvidence evidence) {
        return build(source, evidence, evidence.seconds());
    }

    /** The document of {@code source}, which should last so many seconds. */
    static DetectDocument build(String source, StreamEvidence evidence, double seconds) {
        return new DocumentBuilder(evidence, seconds).document(source);
    }

    private DetectDocument document(String source) {
        List<AlertDocument> alerts = alerts();
        Set<Integer> alerted = new HashSet<>();
        alerts.forEach(alert -> alerted.addAll(alert.tracks()));
        List<TrackDocument> tracks = new ArrayList<>();
        List<JudgedFace> faces = new ArrayList<>();
        verdictsByTrack().forEach((track, windows) -> {
            TrackJudge judge = TrackJudge.of(windows, evidence.thresholds(), alerted.contains(track));
            tracks.add(track(track, windows, judge));
            faces.add(new JudgedFace(track, judge));
        });
        double coverage = duration == 0 ? 0 : Math.min(1, watched() / duration);
        FileJudge judge = FileJudge.of(faces, alerts, coverage, evidence.failure());
        @Nullable
        Double probability = Stream.concat(alerts.stream().map(AlertDocument::fakeProbability),
                faces.stream().flatMap(each -> each.judge().fakeProbability().stream())).max(Comparator.naturalOrder())
                .orElse(null);
        return new DetectDocument(source, Rounded.seconds(duration), Rounded.figure(coverage), judge.word(),
                judge.reason(), probability, tracks, alerts, models());
    }

    /** Seconds that were decoded and searched for faces. */
    private double watched() {
        return evidence.marks().stream()
                .filter(mark -> mark.getReason() == MarkReason.TRACKS || mark.getReason() == MarkReason.NO_FACE)
                .mapToDouble(mark -> mark.getSeconds() * mark.getCoverage()).sum();
    }

    private Map<Integer, List<Verdict>> verdictsByTrack() {
        return evidence.verdicts().stream().sorted(Comparator.comparingLong(Verdict::getWindow))
                .collect(Collectors.groupingBy(verdict -> timeline.track(verdict.getEpoch(), verdict.getTrack()),
                        TreeMap::new, Collectors.toList()));
    }

    private TrackDocument track(int track, List<Verdict> windows, TrackJudge judge) {
        Verdict first = windows.get(0);
        Verdict last = windows.get(windows.size() - 1);
        return new TrackDocument(track, medianBox(windows), timeline.seconds(first.getEpoch(), first.getFirstMicros()),
                timeline.seconds(last.getEpoch(), last.getLastMicros()), judge.word(), judge.reason(),
                judge.fakeProbability().orElse(null), windows.stream().map(this::window).toList());
    }

    private WindowDocument window(Verdict verdict) {
        Map<String, @Nullable Double> contributions = new TreeMap<>();
        for (Contribution contribution : verdict.getContributions()) {
            Double llr = contribution.getLlr();
            contributions.put(contribution.getDetector().getDetector(), llr == null ? null : Rounded.figure(llr));
        }
        return new WindowDocument(verdict.getWindow(), timeline.seconds(verdict.getEpoch(), verdict.getFirstMicros()),
                timeline.seconds(verdict.getEpoch(), verdict.getLastMicros()),
                verdict.getOpinions() == 0 ? null : Rounded.figure(verdict.getFakeProbability()), verdict.getPartial(),
                contributions);
    }

    private static List<Integer> medianBox(List<Verdict> windows) {
        return List.of(median(windows, Box::getX), median(windows, Box::getY), median(windows, Box::getWidth),
                median(windows, Box::getHeight));
    }

    private static int median(List<Verdict> windows, ToDoubleFunction<Box> side) {
        double[] sides = windows.stream().map(Verdict::getBox).mapToDouble(side).sorted().toArray();
        int half = sides.length / 2;
        return (int) Math.round(sides.length % 2 == 1 ? sides[half] : (sides[half - 1] + sides[half]) / 2);
    }

    private List<AlertDocument> alerts() {
        return evidence.alerts().stream()
                .collect(Collectors.toMap(Alert::getAlert, alert -> alert,
                        (a, b) -> a.getSequence() >= b.getSequence() ? a : b))
                .values().stream().sorted(Comparator.comparing(Alert::getOpenedAt).thenComparing(Alert::getAlert))
                .map(this::alert).toList();
    }

    private AlertDocument alert(Alert alert) {
        Map<String, Double> shares = new TreeMap<>();
        alert.getContributions()
                .forEach(share -> shares.put(share.getDetector().getDetector(), Rounded.figure(share.getShare())));
        List<Integer> tracks = alert.getAppearances().stream()
                .map(face -> timeline.track(face.getEpoch(), face.getTrack())).distinct().sorted().toList();
        String epoch = alert.getEpoch();
        return new AlertDocument(alert.getAlert(), alert.getTransition().name(),
                alert.getCloseReason() == null ? null : alert.getCloseReason().name(),
                timeline.seconds(epoch, alert.getSince()), timeline.seconds(epoch, alert.getOpenedAt()),
                timeline.seconds(epoch, alert.getAt()), alert.getTrigger().name(),
                Rounded.figure(alert.getFakeProbability()), Rounded.figure(alert.getFakeProbabilityLow()),
                Rounded.figure(alert.getFakeProbabilityHigh()), Rounded.figure(alert.getPeakEvidence()),
                Rounded.figure(alert.getThreshold()), alert.getProvisional(), tracks, shares,
                alert.getPlan().getName() + "@" + alert.getPlan().getVersion());
    }

    private Map<String, String> models() {
        Map<String, String> models = new TreeMap<>();
        evidence.verdicts().stream().flatMap(verdict -> verdict.getContributions().stream())
                .map(Contribution::getDetector).forEach(ref -> models.put(ref.getDetector(), model(ref)));
        return models;
    }

    private static String model(DetectorRef ref) {
        return ref.getSha256().isEmpty() ? ref.getVersion() : ref.getVersion() + "+" + ref.getSha256();
    }
}
