package dev.telltale.topology.simulation;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.rig.Rig;
import dev.telltale.topology.rules.AggregationConfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Lives one life through the topology, with crashes, and compares what comes out with the reference. */
final class Simulation {
    /** Short times, so that lives need not be long. */
    static final AggregationConfig CONFIG = new AggregationConfig(Duration.ofSeconds(20), Duration.ofMinutes(1), 8,
            Duration.ofSeconds(6),
            Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10),
            Duration.ofHours(1));
    private static final Duration LATEST_PLAN = Duration.ofSeconds(20);

    private Simulation() {}

    /** What a life came to. */
    record Outcome(List<String> differences, int verdicts, int alerts, int records, int crashes) {}

    static Outcome run(long seed) {
        var life = LifeMaker.make(seed, CONFIG);
        var random = new SplittableRandom(~seed);
        try (var rig = new Rig(CONFIG)) {
            var crashes = live(life, rig, random);
            rig.pass(CONFIG.abandonAfter().plusSeconds(3));
            return new Outcome(compare(life, rig), rig.verdicts().size(), rig.alerts().size(), life.deliveries().size(),
                    crashes);
        }
    }

    private static int live(Life life, Rig rig, SplittableRandom random) {
        rig.plan(life.plans().getFirst());
        var deliveries = new ArrayList<>(life.deliveries());
        deliveries.add(new Life.Delivery(random.nextLong(LATEST_PLAN.toMillis()), life.plans().getLast()));
        deliveries.sort(Comparator.comparingLong(Life.Delivery::at));
        life.streams().forEach(stream -> rig.spec(stream.name(), stream.spec()));
        var crashes = new TreeSet<Integer>();
        for (int i = random.nextInt(3); i > 0; i--) {
            crashes.add(random.nextInt(deliveries.size()));
        }
        var clock = 0L;
        for (int i = 0; i < deliveries.size(); i++) {
            var delivery = deliveries.get(i);
            if (delivery.at() / 1000 > clock) {
                rig.pass(Duration.ofSeconds(delivery.at() / 1000 - clock));
                clock = delivery.at() / 1000;
            }
            if (crashes.contains(i)) {
                rig.crash();
            }
            switch (delivery.record()) {
                case WindowMark mark -> rig.mark(mark);
                case WindowScore score -> rig.score(score);
                case DetectorPlan plan -> rig.plan(plan);
                default -> throw new IllegalStateException("no such delivery: " + delivery);
            }
        }
        return crashes.size();
    }

    private static List<String> compare(Life life, Rig rig) {
        var differences = new ArrayList<String>();
        for (var stream : life.streams()) {
            var reference = new Reference(CONFIG, life.plans());
            reference.run(stream);
            var name = stream.name();
            Same.differences(rig.verdicts().stream().filter(one -> one.getStream().equals(name)).toList(),
                    reference.verdicts(), "shadow").forEach(one -> differences.add(name + " verdict" + one));
            Same.differences(rig.alerts().stream().filter(one -> one.getStream().equals(name)).toList(),
                    reference.alerts())
                    .forEach(one -> differences.add(name + " alert" + one));
        }
        return differences;
    }
}
