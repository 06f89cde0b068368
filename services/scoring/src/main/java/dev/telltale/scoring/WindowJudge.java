package dev.telltale.scoring;

import dev.telltale.detectors.score.FaceFrame;
import dev.telltale.schemas.AbstainReason;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.PlannedDetector;
import dev.telltale.schemas.WindowScore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Asks every detector of one pool about a window: one score each, an opinion or the reason why there is none. Not thread-safe. */
final class WindowJudge implements AutoCloseable {
    private final String pool;
    private final WorkerDetectors detectors;
    private final Scores scores;

    WindowJudge(String pool, WorkerDetectors detectors, Scores scores) {
        this.pool = pool;
        this.detectors = detectors;
        this.scores = scores;
    }

    /** One score for each active and each shadow detector that the plan gives to this pool. */
    List<WindowScore> judge(Delivered delivered, DetectorPlan plan) {
        List<FaceFrame> frames = Frames.of(delivered.window(), plan.getCropMargin());
        List<WindowScore> all = new ArrayList<>();
        for (DetectorRef detector : detectors(plan)) {
            all.add(ask(delivered, detector, frames));
        }
        return all;
    }

    /** The same without looking at the window's pixels: it has brought down a worker before. */
    List<WindowScore> giveUp(Delivered delivered, DetectorPlan plan, String why) {
        return detectors(plan).stream()
                .map(detector -> scores.failed(delivered, detector, AbstainReason.POISON, why)).toList();
    }

    /** Opens the sessions of a plan's detectors before the first window needs them. */
    void warmUp(DetectorPlan plan) {
        for (DetectorRef detector : detectors(plan)) {
            detectors.warmUp(detector);
        }
    }

    private WindowScore ask(Delivered delivered, DetectorRef detector, List<FaceFrame> frames) {
        try {
            WorkerDetectors.Ready ready = detectors.get(detector);
            return scores.of(delivered, ready, detector, ready.detector().score(frames));
        } catch (RefusedModelException refused) {
            return scores.failed(delivered, detector, AbstainReason.MODEL_FAILED,
                    String.valueOf(refused.getMessage()));
        }
    }

    private List<DetectorRef> detectors(DetectorPlan plan) {
        return Stream.concat(plan.getActive().stream(), plan.getShadow().stream())
                .filter(planned -> planned.getPool().equals(pool)).map(PlannedDetector::getDetector).toList();
    }

    @Override
    public void close() {
        detectors.close();
    }
}
