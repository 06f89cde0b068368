package dev.telltale.scoring;

import dev.telltale.detectors.score.FrameDetector;
import dev.telltale.schemas.DetectorRef;

import java.util.HashMap;
import java.util.Map;

/** The detectors of one worker: a session of its own for each model. Not thread-safe. */
final class WorkerDetectors implements AutoCloseable {
    /** A detector that can be asked. */
    record Ready(FrameDetector detector, String provider, String sha256) {}

    private final LoadedModels models;
    private final Map<DetectorRef, Ready> open = new HashMap<>();

    WorkerDetectors(LoadedModels models) {
        this.models = models;
    }

    /**
     * The detector's session, opened when first asked for.
     *
     * @throws RefusedModelException where its model may not be used
     */
    Ready get(DetectorRef detector) {
        Ready ready = open.get(detector);
        if (ready == null) {
            ready = switch (models.get(detector)) {
                case LoadedModels.Usable usable -> new Ready(new FrameDetector(usable.model()),
                        usable.model().provider(), usable.sha256());
                case LoadedModels.Refused(String reason) -> throw new RefusedModelException(reason);
            };
            open.put(detector, ready);
        }
        return ready;
    }

    /** Opens the session before a window needs it; a refusal is told by {@link LoadedModels} and again in every score. */
    void warmUp(DetectorRef detector) {
        if (models.get(detector) instanceof LoadedModels.Usable) {
            get(detector);
        }
    }

    @Override
    public void close() {
        open.values().forEach(ready -> ready.detector().close());
        open.clear();
    }
}
