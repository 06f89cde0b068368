package dev.telltale.scoring;

import dev.telltale.kit.kafka.WindowName;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.kit.metrics.Metrics;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.WindowScore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks every detector of the pool about a window: one record each, an opinion or the reason why there is none. */
final class WindowScorer implements AutoCloseable {
    private final String pool;
    private final Detectors detectors;
    private final ScoreRecords records;
    private final Metrics metrics;

    WindowScorer(String pool, Detectors detectors, ScoreRecords records, Metrics metrics) {
        this.pool = pool;
        this.detectors = detectors;
        this.records = records;
        this.metrics = metrics;
    }

    List<WindowScore> score(FaceWindow window, DetectorPlan plan, String inputSha256, int delivery) {
        var name = WindowName.of(window);
        var frames = FaceFrames.of(window, plan);
        var scores = new ArrayList<WindowScore>();
        for (var judged : detectors.judge(Names.inPool(plan, pool), frames)) {
            var score = records.of(name, judged, inputSha256, delivery);
            scores.add(score);
            metrics.timer(Meter.INFERENCE_TIME, Names.of(judged.detector()))
                    .record(Duration.ofNanos(score.getInferenceMicros() * 1000));
        }
        return scores;
    }

    @Override
    public void close() {
        detectors.close();
    }
}
