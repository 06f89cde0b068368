package dev.telltale.scoring;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ModelException;
import dev.telltale.detectors.score.CropDecoder;
import dev.telltale.detectors.score.FaceFrame;
import dev.telltale.detectors.score.FrameDetector;
import dev.telltale.detectors.score.ScoreResult;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.scoring.ModelShelf.Shelved;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One worker's sessions: one single-threaded session per model, for this thread alone. */
final class Detectors implements AutoCloseable {

    /**
     * An opinion and who gave it.
     *
     * @param detector name, version and the bytes that were run; no hash where nothing could run
     * @param provider where it ran; empty where nothing ran
     */
    record Judged(DetectorRef detector, String provider, ScoreResult result) {}

    private record Session(FrameDetector detector, Model model) {}

    private final ModelShelf shelf;
    private final CropDecoder decoder = new CropDecoder();
    private final Map<DetectorRef, Session> sessions = new HashMap<>();

    Detectors(ModelShelf shelf) {
        this.shelf = shelf;
    }

    /** Asks these detectors about one window, whose crops are decoded once for all of them. */
    List<Judged> judge(List<DetectorRef> refs, List<FaceFrame> frames) {
        try (decoder) {
            return refs.stream().map(ref -> judge(ref, frames)).toList();
        }
    }

    /** Never throws for what a model or a picture does. */
    private Judged judge(DetectorRef ref, List<FaceFrame> frames) {
        return switch (shelf.get(ref)) {
            case Shelved.Refused(var reason, var at) -> new Judged(ref, "", new ScoreResult.Failed(reason));
            case Shelved.Usable(var model) -> judge(ref, model, frames);
        };
    }

    private Judged judge(DetectorRef ref, Model model, List<FaceFrame> frames) {
        var known = new DetectorRef(ref.getDetector(), ref.getVersion(), model.manifest().modelSha256());
        try {
            var session = sessions.computeIfAbsent(ref, name -> new Session(new FrameDetector(model, decoder), model));
            return new Judged(known, session.model().provider(), session.detector().score(frames));
        } catch (ModelException unusable) {
            return new Judged(known, "", new ScoreResult.Failed(String.valueOf(unusable.getMessage())));
        }
    }

    @Override
    public void close() {
        sessions.values().forEach(session -> session.detector().close());
        sessions.clear();
    }
}
