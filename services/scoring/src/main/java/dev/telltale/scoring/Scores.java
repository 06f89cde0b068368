package dev.telltale.scoring;

import dev.telltale.detectors.score.ScoreResult;
import dev.telltale.schemas.AbstainReason;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.ScoreOutcome;
import dev.telltale.schemas.SlotScore;
import dev.telltale.schemas.WindowScore;

/**
 * Writes down what came of asking a detector about a window.
 *
 * @param instance name of this process
 */
record Scores(String instance) {

    /** An opinion, an abstention or a failure, of a detector that was asked. */
    WindowScore of(Delivered delivered, WorkerDetectors.Ready ready, DetectorRef detector, ScoreResult result) {
        WindowScore.Builder score = blank(delivered, new DetectorRef(detector.getDetector(), detector.getVersion(),
                ready.sha256()));
        return switch (result) {
            case ScoreResult.Scored scored -> score.setOutcome(ScoreOutcome.SCORED).setScore((float) scored.score())
                    .setLlr(scored.llr()).setProvider(ready.provider())
                    .setSlots(scored.slots().stream().map(slot -> new SlotScore(slot.slot(), (float) slot.score()))
                            .toList())
                    .setInferenceMicros(scored.inference().toNanos() / 1000).build();
            case ScoreResult.Abstained(var cause, String detail) -> score.setOutcome(ScoreOutcome.ABSTAINED)
                    .setReason(AbstainReason.valueOf(cause.name())).setDetail(detail).setProvider(ready.provider())
                    .build();
            case ScoreResult.Failed(String detail) -> score.setOutcome(ScoreOutcome.FAILED)
                    .setReason(AbstainReason.MODEL_FAILED).setDetail(detail).setProvider(ready.provider()).build();
        };
    }

    /** A failure of a detector that could not be asked. */
    WindowScore failed(Delivered delivered, DetectorRef detector, AbstainReason reason, String detail) {
        return blank(delivered, detector).setOutcome(ScoreOutcome.FAILED).setReason(reason).setDetail(detail).build();
    }

    private WindowScore.Builder blank(Delivered delivered, DetectorRef detector) {
        FaceWindow window = delivered.window();
        return WindowScore.newBuilder().setStream(window.getStream()).setEpoch(window.getEpoch())
                .setWindow(window.getWindow()).setTrack(window.getTrack()).setDetector(detector)
                .setPlan(window.getPlan()).setCaptureStart(window.getCaptureStart())
                .setInputSha256(delivered.sha256()).setDelivery(delivered.delivery()).setInstance(instance);
    }
}
