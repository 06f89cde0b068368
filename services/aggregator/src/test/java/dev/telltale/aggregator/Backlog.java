package dev.telltale.aggregator;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.awaitility.Awaitility.await;

/**
 * Scores per second on a broker with exactly-once semantics: a backlog lies there, the aggregator starts, and the clock runs from its
 * first window to its last. Broker, registry and aggregator share one JVM; one face a stream, two detectors.
 */
final class Backlog {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Site site;
    private final int streams;
    private final int windows;

    private Backlog(Site site, int streams, int windows) {
        this.site = site;
        this.streams = streams;
        this.windows = windows;
    }

    /** What was measured; CPU time is that of the whole JVM, broker included. */
    record Figure(long scores, double wallSeconds, double cpuSeconds, double scoresPerSecond) {}

    /** Measures and prints; arguments: streams, windows. */
    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("backlog");
        System.out.println(measure(folder, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
        System.exit(0);
    }

    static Figure measure(Path folder, int streams, int windows) {
        try (var site = new Site(folder)) {
            var backlog = new Backlog(site, streams, windows);
            backlog.fill();
            return backlog.drain();
        }
    }

    private void fill() {
        Footage.plan(site);
        for (int window = 0; window < windows; window++) {
            for (int stream = 0; stream < streams; stream++) {
                Footage.send(site, "stream-" + stream, window);
            }
            if (window % 50 == 0) {
                site.flush();
            }
        }
        site.flush();
    }

    private Figure drain() {
        site.aggregator().start();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> judged() > 0);
        var first = judged();
        var wall = System.nanoTime();
        var cpu = cpu();
        var all = (long) streams * windows;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> judged() >= all);
        var seconds = (System.nanoTime() - wall) / 1e9;
        var scores = (all - first) * Footage.DETECTORS.size();
        return new Figure(scores, seconds, (cpu() - cpu) / 1e9, scores / seconds);
    }

    /** Windows judged so far, from the aggregator's own state. */
    private long judged() {
        return site.aggregator().views().all().stream()
                .map(view -> Duration.between(Footage.START, view.judgedUntil())).filter(Duration::isPositive)
                .mapToLong(judged -> judged.toMillis() / Footage.MILLIS)
                .sum();
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
