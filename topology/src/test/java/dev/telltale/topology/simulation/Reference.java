package dev.telltale.topology.simulation;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.AlertTrigger;
import dev.telltale.schemas.CloseReason;
import dev.telltale.schemas.Contribution;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.PlannedDetector;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.rules.AggregationConfig;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The same rules a second time, written to be read rather than to run: over the complete life of one stream, window after window, with
 * everything at hand and nothing kept small. It shares no code with the topology.
 */
final class Reference {
    private final AggregationConfig config;
    private final Map<PlanRef, DetectorPlan> plans = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();

    private final Cusum whole = new Cusum();
    private Map<Integer, Cusum> tracks = new TreeMap<>();
    private Instant lastEnd = Instant.MIN;
    private String mode = "quiet";
    private ReferenceAlert draft = new ReferenceAlert();
    private Instant coolingSince = Instant.MIN;

    /** Evidence of a track or of a stream. */
    private static final class Cusum {
        private double value;
        private Instant since = Instant.MIN;
        private Instant until = Instant.MIN;

        void age(Instant now, Duration reset) {
            if (value > 0 && Duration.between(until, now).compareTo(reset) > 0) {
                value = 0;
            }
        }

        void add(double llr, Thresholds t, Instant start, Instant end) {
            if (value == 0) {
                since = start;
            }
            value = Math.max(0, t.getForgetting() * value + llr - t.getDrift());
            until = end;
        }
    }

    Reference(AggregationConfig config, List<DetectorPlan> known) {
        this.config = config;
        known.forEach(plan -> plans.put(new PlanRef(plan.getName(), plan.getVersion()), plan));
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    List<Alert> alerts() {
        return alerts;
    }

    void run(Life.OfStream stream) {
        for (int i = 0; i < stream.epochs().size(); i++) {
            var epoch = stream.epochs().get(i);
            var last = i == stream.epochs().size() - 1;
            tracks = new TreeMap<>();
            var first = true;
            for (var window : epoch.windows()) {
                if (window.mark() != null) {
                    var late = Duration.between(lastEnd, window.mark().getCaptureStart())
                            .compareTo(config.resetAfter()) > 0;
                    if (first && !lastEnd.equals(Instant.MIN) && late) {
                        over();
                    }
                    first = false;
                    window(stream.spec(), window.mark(), window.scores());
                }
            }
            if (epoch.ends() && (last || epoch.endsStream())) {
                over();
            }
        }
    }

    private void over() {
        if (mode.equals("open") || mode.equals("cooling")) {
            alerts.add(draft.tell(AlertTransition.CLOSED, CloseReason.STREAM_ENDED, lastEnd));
        }
        mode = "quiet";
        draft = new ReferenceAlert();
        whole.value = 0;
    }

    private void window(StreamSpec spec, WindowMark mark, List<WindowScore> scores) {
        var start = mark.getCaptureStart();
        var end = start.plusMillis(mark.getWindowMillis());
        var plan = mark.getPlan() == null ? null : plans.get(mark.getPlan());
        var muted = spec.getMutes().stream().anyMatch(mute -> mute.getFrom().isBefore(end)
                && (mute.getUntil() == null || mute.getUntil().isAfter(start)));
        whole.age(start, config.resetAfter());
        tracks.values().forEach(track -> track.age(start, config.resetAfter()));

        var judged = new ArrayList<Verdict.Builder>();
        var highest = Double.NEGATIVE_INFINITY;
        for (var face : mark.getTracks()) {
            var verdict = judge(mark, face, Objects.requireNonNull(plan), scores).setMuted(muted)
                    .setDeclaredSynthetic(declared(spec, mark, face));
            judged.add(verdict);
            if (muted || verdict.getDeclaredSynthetic()) {
                tracks.remove(face.getTrack());
            } else if (verdict.getOpinions() > 0) {
                tracks.computeIfAbsent(face.getTrack(), number -> new Cusum()).add(verdict.getLlr(),
                        plan.getThresholds(),
                        start, end);
                highest = Math.max(highest, verdict.getLlr());
            }
        }
        if (muted) {
            whole.value = 0;
            tracks.clear();
        } else if (highest > Double.NEGATIVE_INFINITY) {
            whole.add(highest, Objects.requireNonNull(plan).getThresholds(), start, end);
        }
        whole.age(end, config.resetAfter());
        tracks.values().forEach(track -> track.age(end, config.resetAfter()));

        var finished = new ArrayList<Verdict>();
        for (var verdict : judged) {
            var track = tracks.get(verdict.getTrack());
            finished.add(
                    verdict.setTrackEvidence(track == null ? 0 : track.value).setStreamEvidence(whole.value).build());
        }
        verdicts.addAll(finished);
        episode(mark, end, plan, muted, finished);
        lastEnd = end;
    }

    private void episode(WindowMark mark, Instant end, @Nullable DetectorPlan plan, boolean muted,
            List<Verdict> judged) {
        var bestTrack = tracks.values().stream().mapToDouble(track -> track.value).max().orElse(0);
        var level = Math.max(bestTrack, whole.value);
        if (mode.equals("quiet") || mode.equals("rising")) {
            if (level == 0) {
                mode = "quiet";
                draft = new ReferenceAlert();
                return;
            }
            mode = "rising";
            draft.see(mark, end, judged, plan, level);
            if (plan != null && !muted && level >= plan.getThresholds().getOpenAt()) {
                mode = "open";
                var byTrack = bestTrack >= plan.getThresholds().getOpenAt();
                var since = byTrack ? highestTrack(bestTrack).since : whole.since;
                draft.forgetBefore(mark.getCaptureStart().minus(config.joinWithin()));
                alerts.add(
                        draft.open(mark, end, plan, byTrack ? AlertTrigger.TRACK : AlertTrigger.STREAM, since, level));
            }
            return;
        }
        if (muted) {
            alerts.add(draft.tell(AlertTransition.CLOSED, CloseReason.MUTED, end));
            mode = "quiet";
            draft = new ReferenceAlert();
            return;
        }
        var fresh = draft.see(mark, end, judged, plan, level);
        var low = level < draft.closeAt();
        if (mode.equals("cooling") && low && !end.isBefore(coolingSince.plus(config.joinWithin()))) {
            alerts.add(draft.tell(AlertTransition.CLOSED, CloseReason.EVIDENCE_DECAYED, end));
            mode = level > 0 ? "rising" : "quiet";
            draft = new ReferenceAlert();
            return;
        }
        if (mode.equals("open") && low) {
            coolingSince = end;
        }
        mode = low ? "cooling" : "open";
        if (draft.news(fresh) && !end.isBefore(draft.told().plus(config.updateEvery()))) {
            alerts.add(draft.tell(AlertTransition.UPDATED, null, end));
        }
    }

    private Cusum highestTrack(double value) {
        return tracks.values().stream().filter(track -> track.value == value).findFirst().orElseThrow();
    }

    private static boolean declared(StreamSpec spec, WindowMark mark, TrackInWindow face) {
        var box = face.getBox();
        return spec.getDeclaredSynthetic().stream().anyMatch(region -> {
            var left = Math.max(box.getX(), region.getX() * mark.getPictureWidth());
            var top = Math.max(box.getY(), region.getY() * mark.getPictureHeight());
            var right = Math.min(box.getX() + box.getWidth(),
                    (region.getX() + region.getWidth()) * mark.getPictureWidth());
            var bottom = Math.min(box.getY() + box.getHeight(),
                    (region.getY() + region.getHeight()) * mark.getPictureHeight());
            return right > left && bottom > top
                    && (right - left) * (bottom - top) >= 0.5 * box.getWidth() * box.getHeight();
        });
    }

    private static Verdict.Builder judge(WindowMark mark, TrackInWindow face, DetectorPlan plan,
            List<WindowScore> scores) {
        var contributions = new ArrayList<Contribution>();
        var missing = new ArrayList<String>();
        var opinions = 0;
        var sum = plan.getBias();
        for (var detector : plan.getActive()) {
            var contribution = contribution(detector, face, scores);
            contributions.add(contribution);
            if (contribution.getLlr() != null) {
                opinions++;
                sum += contribution.getShare();
            } else if ("MISSING".equals(contribution.getAbsence())) {
                missing.add(detector.getDetector().getDetector() + "@" + detector.getDetector().getVersion());
            }
        }
        var llr = opinions == 0 ? 0 : sum;
        return Verdict.newBuilder().setStream(mark.getStream()).setEpoch(mark.getEpoch()).setWindow(mark.getWindow())
                .setTrack(face.getTrack()).setPlan(mark.getPlan()).setWindowMillis(mark.getWindowMillis())
                .setCaptureStart(mark.getCaptureStart()).setFirstMicros(face.getFirstMicros())
                .setLastMicros(face.getLastMicros()).setBox(face.getBox()).setPictureWidth(mark.getPictureWidth())
                .setPictureHeight(mark.getPictureHeight()).setLlr(llr).setFakeProbability(1 / (1 + Math.exp(-llr)))
                .setQuality(face.getQuality()).setOpinions(opinions).setPartial(!missing.isEmpty()).setMissing(missing)
                .setContributions(contributions).setShadow(List.of());
    }

    private static Contribution contribution(PlannedDetector planned, TrackInWindow face, List<WindowScore> scores) {
        for (var score : scores) {
            if (score.getTrack() == face.getTrack() && score.getDetector().equals(planned.getDetector())) {
                if (score.getLlr() == null) {
                    return new Contribution(planned.getDetector(), null, planned.getWeight(), 0.0,
                            score.getReason().name(), null, "");
                }
                var top = score.getSlots().stream().reduce((a, b) -> b.getScore() > a.getScore() ? b : a);
                return new Contribution(planned.getDetector(), score.getLlr(), planned.getWeight(),
                        planned.getWeight() * face.getQuality() * score.getLlr(), null,
                        top.map(slot -> slot.getSlot()).orElse(null), score.getInputSha256());
            }
        }
        return new Contribution(planned.getDetector(), null, planned.getWeight(), 0.0, "MISSING", null, "");
    }
}
