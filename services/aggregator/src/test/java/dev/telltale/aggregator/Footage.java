package dev.telltale.aggregator;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.MarkAuthor;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.PlannedDetector;
import dev.telltale.schemas.ScoreOutcome;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;

import java.time.Instant;
import java.util.List;

/** A stream with one face that is genuine, then fake, then genuine again. */
final class Footage {
    static final int MILLIS = 1280;
    static final List<String> DETECTORS = List.of("alpha", "beta");
    private static final PlanRef PLAN = new PlanRef("default", 1);
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private Footage() {}

    static void plan(Site site) {
        var thresholds = new Thresholds(0.9, 0.5, 6.0, 2.0, 1.0, null, "by hand", false);
        var planned = DETECTORS.stream().map(name -> new PlannedDetector(detector(name), 1.0, false, "default"))
                .toList();
        var plan = DetectorPlan.newBuilder().setName("default").setVersion(1).setActive(planned).setSlots(List.of(0))
                .setThresholds(thresholds).setCreatedAt(START).build();
        site.send(Topic.PLANS, "default@1", new PlanEntry(plan));
    }

    static void windows(Site site, String stream, int from, int to) {
        for (int window = from; window < to; window++) {
            send(site, stream, window);
        }
        site.flush();
    }

    static void send(Site site, String stream, int window) {
        var llr = window >= 20 && window < 40 ? 2.0 : -2.0;
        site.send(Topic.MARKS, stream, mark(stream, window, MarkReason.TRACKS));
        for (var detector : DETECTORS) {
            site.send(Topic.SCORES, stream, score(stream, window, detector, llr));
        }
    }

    static void end(Site site, String stream, int window) {
        site.send(Topic.MARKS, stream, mark(stream, window, MarkReason.EPOCH_END));
        site.flush();
    }

    private static WindowMark mark(String stream, int window, MarkReason reason) {
        var face = new TrackInWindow(1, new Box(10f, 10f, 90f, 90f), 0L, 1_000_000L, 32, 1f);
        var tracks = reason == MarkReason.TRACKS;
        return WindowMark.newBuilder().setStream(stream).setEpoch("01JD0000000000000000000000").setWindow(window)
                .setWindowMillis(MILLIS).setCaptureStart(START.plusMillis((long) window * MILLIS))
                .setAuthor(tracks ? MarkAuthor.FACES : MarkAuthor.INGEST).setReason(reason)
                .setPlan(tracks ? PLAN : null)
                .setTracks(tracks ? List.of(face) : List.of()).setPictureWidth(640).setPictureHeight(360).build();
    }

    static WindowScore score(String stream, int window, String detector, double llr) {
        return WindowScore.newBuilder().setStream(stream).setEpoch("01JD0000000000000000000000").setWindow(window)
                .setTrack(1).setDetector(detector(detector)).setPlan(PLAN)
                .setCaptureStart(START.plusMillis((long) window * MILLIS)).setOutcome(ScoreOutcome.SCORED).setLlr(llr)
                .setScore(0.5f).setInputSha256("%064x".formatted(window)).build();
    }

    private static DetectorRef detector(String name) {
        return new DetectorRef(name, "1.0.0", "");
    }
}
