package dev.telltale.local.detect;

import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.AlertTrigger;
import dev.telltale.schemas.Appearance;
import dev.telltale.schemas.Box;
import dev.telltale.schemas.Contribution;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.DetectorShare;
import dev.telltale.schemas.MarkAuthor;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Records as the services write them, with one line each in tests. Windows last 1.28 s. */
public final class Records {
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final int MILLIS = 1280;
    private static final PlanRef PLAN = new PlanRef("default", 1);
    private static final DetectorRef DETECTOR = new DetectorRef("blend-lite", "1.0.0", "ab12");

    static {
        // Avro makes defaults of records of trusted classes only; the topics say which those are.
        assertThat(Topic.values()).isNotEmpty();
    }

    private Records() {}

    static WindowMark mark(String epoch, long window, MarkReason reason, int... tracks) {
        return WindowMark.newBuilder().setStream("s").setEpoch(epoch).setWindow(window).setWindowMillis(MILLIS)
                .setCaptureStart(START.plusMillis(window * MILLIS)).setAuthor(MarkAuthor.FACES).setReason(reason)
                .setTracks(Arrays.stream(tracks).mapToObj(track -> new TrackInWindow(track, box(0), 0L, 0L, 32, 1f))
                        .toList())
                .setFrames(reason == MarkReason.UNDECODABLE ? 0 : 32).setCoverage(1f)
                .setSeconds(reason == MarkReason.EPOCH_END ? 0 : MILLIS / 1000f).build();
    }

    /** What was said of a face in a window of stream "s"; null: every detector abstained. */
    public static Verdict verdict(String epoch, long window, int track, @Nullable Double llr) {
        double fused = llr == null ? 0 : llr;
        double evidence = Math.max(0, fused - DefaultPlan.thresholds().getDrift());
        Contribution contribution = Contribution.newBuilder().setDetector(DETECTOR).setLlr(llr).setWeight(1)
                .setShare(fused)
                .setAbsence(llr == null ? "TOO_FEW_FRAMES" : null).build();
        return Verdict.newBuilder().setStream("s").setEpoch(epoch).setWindow(window).setTrack(track).setPlan(PLAN)
                .setWindowMillis(MILLIS).setCaptureStart(START.plusMillis(window * MILLIS))
                .setFirstMicros(window * 1_280_000L)
                .setLastMicros(window * 1_280_000L + 1_240_000L).setBox(box(window)).setPictureWidth(640)
                .setPictureHeight(480).setLlr(fused).setFakeProbability(1 / (1 + Math.exp(-fused))).setQuality(1f)
                .setOpinions(llr == null ? 0 : 1).setPartial(false).setContributions(List.of(contribution))
                .setTrackEvidence(evidence).setStreamEvidence(evidence).build();
    }

    /** A transition of episode "a1" of stream "s". */
    public static Alert alert(String epoch, int sequence, AlertTransition transition, int track) {
        return Alert.newBuilder().setAlert("a1").setSequence(sequence).setTransition(transition).setStream("s")
                .setEpoch(epoch)
                .setWindow(3).setSince(START.plusMillis(MILLIS)).setOpenedAt(START.plusMillis(4L * MILLIS))
                .setAt(START.plusMillis((4L + sequence) * MILLIS)).setTrigger(AlertTrigger.TRACK)
                .setFakeProbability(0.97)
                .setFakeProbabilityLow(0.9).setFakeProbabilityHigh(0.99).setPeakEvidence(7).setThreshold(6)
                .setProvisional(true)
                .setAppearances(List.of(Appearance.newBuilder().setEpoch(epoch).setTrack(track).setFirstWindow(1)
                        .setLastWindow(3).setSince(START).setUntil(START).setBox(box(0)).setPeakLlr(3).build()))
                .setContributions(List.of(new DetectorShare(DETECTOR, 1.0, 2.5, 3L))).setTopSlots(List.of())
                .setEvidence(List.of()).setPlan(PLAN).build();
    }

    private static Box box(long window) {
        return new Box(100f + window, 50f, 200f, 220f);
    }
}
