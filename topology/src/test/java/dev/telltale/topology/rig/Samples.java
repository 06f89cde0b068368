package dev.telltale.topology.rig;

import dev.telltale.schemas.AbstainReason;
import dev.telltale.schemas.Box;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.MarkAuthor;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.PlannedDetector;
import dev.telltale.schemas.ScoreOutcome;
import dev.telltale.schemas.SlotScore;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Records to feed the topology with. */
public final class Samples {
    /** Capture time at which tests begin. */
    public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    /** Length of a window. */
    public static final int MILLIS = 1280;
    /** The plan of most tests. */
    public static final PlanRef PLAN = new PlanRef("default", 1);
    /** A face in the middle. */
    public static final Box BOX = new Box(600f, 200f, 80f, 80f);

    static {
        // Loading the enum lets Avro trust our records: copying one by its builder needs that.
        Objects.requireNonNull(Topic.MARKS);
    }

    private Samples() {}

    /** A detector of version 1. */
    public static DetectorRef detector(String name) {
        return new DetectorRef(name, "1", "");
    }

    /** A detector in a plan. */
    public static PlannedDetector planned(String name, double weight) {
        return new PlannedDetector(detector(name), weight, false, "default");
    }

    /** The numbers of most tests. */
    public static Thresholds thresholds() {
        return new Thresholds(0.9, 0.5, 6.0, 2.0, 1.0, null, "by hand", false);
    }

    /** A plan with detectors of weight 1. */
    public static DetectorPlan plan(PlanRef ref, String... detectors) {
        return plan(ref, Arrays.stream(detectors).map(name -> planned(name, 1)).toList(), List.of(), 0, thresholds());
    }

    /** A plan. */
    public static DetectorPlan plan(PlanRef ref, List<PlannedDetector> active, List<PlannedDetector> shadow,
            double bias,
            Thresholds thresholds) {
        return DetectorPlan.newBuilder().setName(ref.getName()).setVersion(ref.getVersion()).setActive(active)
                .setShadow(shadow).setSlots(List.of(0, 16)).setBias(bias).setThresholds(thresholds).setCreatedAt(START)
                .build();
    }

    /** A face in a mark. */
    public static TrackInWindow face(int track, Box box, float quality) {
        return new TrackInWindow(track, box, 0L, 1_000_000L, 32, quality);
    }

    /** A face in a mark, seen well. */
    public static TrackInWindow face(int track) {
        return face(track, BOX, 1);
    }

    /** A mark of a live stream; captured in order from {@link #START} on. */
    public static WindowMark.Builder mark(String stream, String epoch, long window, TrackInWindow... faces) {
        return WindowMark.newBuilder().setStream(stream).setEpoch(epoch).setWindow(window).setWindowMillis(MILLIS)
                .setCaptureStart(START.plusMillis(window * MILLIS)).setAuthor(MarkAuthor.FACES)
                .setReason(faces.length == 0 ? MarkReason.NO_FACE : MarkReason.TRACKS).setPlan(PLAN)
                .setTracks(List.of(faces)).setPictureWidth(1280).setPictureHeight(720).setSeconds(MILLIS / 1000f);
    }

    /** A mark of a window without a record. */
    public static WindowMark.Builder unseen(String stream, String epoch, long window, MarkReason reason) {
        return mark(stream, epoch, window).setAuthor(MarkAuthor.INGEST).setReason(reason).setPlan(null);
    }

    /** An opinion. */
    public static WindowScore.Builder score(String stream, String epoch, long window, int track, String detector,
            double llr) {
        return WindowScore.newBuilder().setStream(stream).setEpoch(epoch).setWindow(window).setTrack(track)
                .setDetector(detector(detector)).setPlan(PLAN).setCaptureStart(START.plusMillis(window * MILLIS))
                .setOutcome(ScoreOutcome.SCORED).setLlr(llr).setScore((float) (1 / (1 + Math.exp(-llr))))
                .setSlots(List.of(new SlotScore(0, 0.25f), new SlotScore(16, 0.75f)))
                .setInputSha256("%064x".formatted(window * 1000 + track));
    }

    /** An abstention. */
    public static WindowScore.Builder abstention(String stream, String epoch, long window, int track, String detector,
            AbstainReason reason) {
        return score(stream, epoch, window, track, detector, 0).setOutcome(ScoreOutcome.ABSTAINED).setLlr(null)
                .setScore(null).setSlots(List.of()).setReason(reason).setInputSha256("");
    }

    /** A spec without exemptions. */
    public static StreamSpec.Builder spec(String stream) {
        return StreamSpec.newBuilder().setStream(stream).setSource("file:///a.mp4");
    }
}
