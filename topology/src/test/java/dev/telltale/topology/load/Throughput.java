package dev.telltale.topology.load;

import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.rig.PlainAvro;
import dev.telltale.topology.rig.Rig;
import dev.telltale.topology.rig.Samples;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Scores per second of one core in TopologyTestDriver: bytes in, bytes out, four detectors, one face a stream, every hundredth stream
 * an open episode. The driver commits after every record, which writes each changed entry to its changelog, so this is the price
 * without any saving by the cache.
 */
public final class Throughput {
    private static final List<String> DETECTORS = List.of("alpha", "beta", "gamma", "delta");
    private static final int STREAMS = 100;

    private Throughput() {}

    /** Runs for about as many windows of each stream as told, after a warm-up; prints the figure. */
    public static void main(String[] arguments) {
        var windows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        System.out.println(measure(windows));
    }

    /** What was measured. */
    public record Figure(int scores, double cpuSeconds, double perSecond, int verdicts) {}

    static Figure measure(int windows) {
        try (var rig = new Rig()) {
            rig.plan(Samples.plan(Samples.PLAN, DETECTORS.toArray(String[]::new)));
            feed(rig, 0, windows / 4);
            var records = records(windows / 4, windows);
            rig.verdicts().clear();
            var before = cpu();
            records.forEach(record -> rig.raw(record.topic(), record.key(), record.value(), rig.now()));
            var seconds = (cpu() - before) / 1e9;
            var scores = STREAMS * DETECTORS.size() * (windows - windows / 4);
            return new Figure(scores, seconds, scores / seconds, rig.verdicts().size());
        }
    }

    private record Raw(Topic topic, List<byte[]> bytes) {
        byte[] key() {
            return bytes.getFirst();
        }

        byte[] value() {
            return bytes.getLast();
        }
    }

    private static void feed(Rig rig, int from, int to) {
        records(from, to).forEach(record -> rig.raw(record.topic(), record.key(), record.value(), rig.now()));
    }

    private static List<Raw> records(int from, int to) {
        var random = new SplittableRandom(1);
        var marks = new PlainAvro().make(WindowMark.class).serializer();
        var scores = new PlainAvro().make(WindowScore.class).serializer();
        var records = new ArrayList<Raw>();
        for (int window = from; window < to; window++) {
            for (int s = 0; s < STREAMS; s++) {
                var stream = "stream-" + s;
                var mark = Samples.mark(stream, "01", window, Samples.face(1)).build();
                records.add(new Raw(Topic.MARKS, List.of(stream.getBytes(UTF_8), marks.serialize("", mark))));
                for (var detector : DETECTORS) {
                    var llr = random.nextDouble(-1, 1) + (s == 0 ? 2 : -1);
                    var score = Samples.score(stream, "01", window, 1, detector, llr).build();
                    records.add(new Raw(Topic.SCORES, List.of(stream.getBytes(UTF_8), scores.serialize("", score))));
                }
            }
        }
        return records;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
