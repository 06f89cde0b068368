package dev.telltale.topology.simulation;

import dev.telltale.schemas.AbstainReason;
import dev.telltale.schemas.DeclaredRegion;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Mute;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.rig.Samples;
import dev.telltale.topology.rules.AggregationConfig;

import org.apache.avro.specific.SpecificRecord;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes a life from a seed. Whatever is in time is delivered before its window can run out of grace, whatever is late is delivered
 * when it certainly has; so what has to come of it does not depend on the order.
 */
final class LifeMaker {
    private static final MarkReason[] UNSEEN = {MarkReason.UNDECODABLE, MarkReason.STALLED, MarkReason.SHED,
        MarkReason.GAP};
    private static final String[] DETECTORS = {"alpha", "beta", "gamma"};

    private final SplittableRandom random;
    private final AggregationConfig config;
    private final List<DetectorPlan> plans = new ArrayList<>();
    private final List<Life.Delivery> deliveries = new ArrayList<>();

    private LifeMaker(long seed, AggregationConfig config) {
        random = new SplittableRandom(seed);
        this.config = config;
    }

    static Life make(long seed, AggregationConfig config) {
        return new LifeMaker(seed, config).life();
    }

    private Life life() {
        for (int version = 1; version <= 2; version++) {
            plans.add(plan(version));
        }
        var streams = new ArrayList<Life.OfStream>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            streams.add(stream("stream-" + i));
        }
        deliveries.sort(Comparator.comparingLong(Life.Delivery::at));
        return new Life(plans, streams, deliveries);
    }

    private DetectorPlan plan(int version) {
        var active = new ArrayList<>(List.of(Samples.planned("alpha", 1)));
        for (var name : List.of("beta", "gamma")) {
            if (random.nextBoolean()) {
                active.add(Samples.planned(name, random.nextDouble(0.2, 1.5)));
            }
        }
        var openAt = random.nextDouble(2, 10);
        var thresholds = new Thresholds(random.nextDouble(0.7, 1), random.nextDouble(0.1, 1), openAt,
                openAt * random.nextDouble(0.1, 0.9), random.nextDouble(0.2, 1.5), null, "random",
                random.nextBoolean());
        return Samples.plan(new PlanRef("default", version), active, List.of(), random.nextDouble(-0.3, 0.3),
                thresholds);
    }

    private Life.OfStream stream(String name) {
        var keepAll = chance(0.25);
        var millis = new int[]{500, 1280, 2560}[random.nextInt(3)];
        var epochs = new ArrayList<Life.OfEpoch>();
        var start = Samples.START;
        var count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            var epoch = epoch(name, "EPOCH" + i, start, millis, keepAll, i == count - 1);
            epochs.add(epoch);
            start = start.plusMillis((long) epoch.windows().size() * millis + random.nextInt(25_000));
        }
        return new Life.OfStream(name, spec(name, start), epochs);
    }

    private StreamSpec spec(String name, Instant end) {
        var spec = Samples.spec(name);
        if (chance(0.3)) {
            var length = Duration.between(Samples.START, end).toMillis();
            var from = Samples.START.plusMillis(random.nextLong(length));
            spec.setMutes(List.of(new Mute(from, chance(0.2) ? null : from.plusMillis(random.nextInt(1, 20_000)), "")));
        }
        if (chance(0.2)) {
            spec.setDeclaredSynthetic(List.of(new DeclaredRegion(0f, 0f, 0.5f, 1f, "animated")));
        }
        return spec.build();
    }

    private Life.OfEpoch epoch(String stream, String name, Instant start, int millis, boolean keepAll, boolean last) {
        var count = random.nextInt(1, 60);
        var lives = new TrackLives(random, count);
        var silence = silence(count);
        var windows = new ArrayList<Life.OfWindow>();
        for (int w = 0; w < count; w++) {
            var faces = chance(0.9) ? lives.at(w) : List.<TrackInWindow>of();
            var mark = mark(stream, name, w, start.plusMillis((long) w * millis), millis, keepAll, faces);
            // The first marks of an epoch come: else its beginning would seem to be later than it was.
            var lost = w > 1 && chance(0.01);
            if (!lost) {
                deliver(mark, mark.getCaptureStart(), millis, 2 * millis);
            }
            windows.add(new Life.OfWindow(lost ? null : mark, lost ? List.of() : scores(mark, lives, silence, count)));
        }
        var ends = !last || chance(0.8);
        var endsStream = ends && chance(last ? 0.5 : 0.2);
        if (ends) {
            var end = start.plusMillis((long) count * millis);
            deliver(Samples.unseen(stream, name, count, MarkReason.EPOCH_END).setWindowMillis(millis)
                    .setKeepAll(keepAll).setEndsStream(endsStream)
                    .setCaptureStart(end).build(), keepAll && chance(0.5) ? start : end, millis, millis);
        }
        return new Life.OfEpoch(name, keepAll, ends, endsStream, windows);
    }

    /** From which window on a detector never speaks again. */
    private Map<String, Integer> silence(int count) {
        var silence = new HashMap<String, Integer>();
        for (var detector : DETECTORS) {
            if (chance(0.1)) {
                silence.put(detector, random.nextInt(count));
            }
        }
        return silence;
    }

    private WindowMark mark(String stream, String epoch, int w, Instant start, int millis, boolean keepAll,
            List<TrackInWindow> faces) {
        var unseen = faces.isEmpty() && chance(0.3);
        var mark = unseen
                ? Samples.unseen(stream, epoch, w, UNSEEN[random.nextInt(UNSEEN.length)])
                : Samples.mark(stream, epoch, w, faces.toArray(TrackInWindow[]::new))
                        .setPlan(new PlanRef("default", w % 40 < 25 ? 1 : 2));
        return mark.setCaptureStart(start).setWindowMillis(millis).setKeepAll(keepAll).build();
    }

    private List<WindowScore> scores(WindowMark mark, TrackLives lives, Map<String, Integer> silence, int count) {
        var scores = new ArrayList<WindowScore>();
        for (var face : mark.getTracks()) {
            for (var planned : plans.get(mark.getPlan().getVersion() - 1).getActive()) {
                var detector = planned.getDetector().getDetector();
                var score = score(mark, face.getTrack(), detector, lives.llr(face.getTrack()));
                if (mark.getWindow() >= silence.getOrDefault(detector, Integer.MAX_VALUE)) {
                    continue;
                }
                // Never as often in a row as would make the detector count as down.
                if (mark.getWindow() % config.patience() != 0 && chance(0.02)) {
                    deliverLate(score, mark, count);
                } else {
                    scores.add(score);
                    deliver(score, mark.getCaptureStart(), mark.getWindowMillis(),
                            mark.getWindowMillis() * (chance(0.1) ? grace(mark) - 1 : 1));
                }
            }
        }
        return scores;
    }

    private int grace(WindowMark mark) {
        return (int) config.graceWindows(Duration.ofMillis(mark.getWindowMillis()));
    }

    private WindowScore score(WindowMark mark, int track, String detector, double llr) {
        var score = chance(0.07)
                ? Samples.abstention(mark.getStream(), mark.getEpoch(), mark.getWindow(), track, detector,
                        chance(0.5) ? AbstainReason.LOW_QUALITY : AbstainReason.SHED)
                : Samples.score(mark.getStream(), mark.getEpoch(), mark.getWindow(), track, detector, llr);
        return score.setCaptureStart(mark.getCaptureStart()).setPlan(mark.getPlan()).build();
    }

    /** In time: at the earliest a little before the window's end, at the latest after the delay. Sometimes twice. */
    private void deliver(SpecificRecord record, Instant start, int millis, int delay) {
        var at = since(start) + millis - 200 + random.nextInt(delay);
        deliveries.add(new Life.Delivery(at, record));
        if (chance(0.05)) {
            var again = record instanceof WindowScore score && score.getLlr() != null
                    ? WindowScore.newBuilder(score).setLlr(-score.getLlr()).build()
                    : record;
            deliveries.add(new Life.Delivery(at + 1 + random.nextInt(10_000), again));
        }
    }

    /** Too late: when its window has run out of grace for certain; not at all where it would not, or the epoch is over before. */
    private void deliverLate(WindowScore score, WindowMark mark, int count) {
        var windows = grace(mark) + 6;
        if (!mark.getKeepAll() && mark.getWindow() + windows < count) {
            deliveries.add(
                    new Life.Delivery(since(mark.getCaptureStart()) + (long) windows * mark.getWindowMillis(), score));
        }
    }

    private static long since(Instant captured) {
        return Duration.between(Samples.START, captured).toMillis();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
