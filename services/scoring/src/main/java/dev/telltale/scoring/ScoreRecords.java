package dev.telltale.scoring;

import dev.telltale.detectors.score.AbstainCause;
import dev.telltale.detectors.score.ScoreResult;
import dev.telltale.kit.kafka.WindowName;
import dev.telltale.schemas.AbstainReason;
import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.ScoreOutcome;
import dev.telltale.schemas.SlotScore;
import dev.telltale.schemas.WindowScore;
import dev.telltale.scoring.Detectors.Judged;

/** Opinions as the records that carry them. */
final class ScoreRecords {
    private final String instance;

    ScoreRecords(String instance) {
        this.instance = instance;
    }

    /**
     * What a detector made of a window.
     *
     * @param inputSha256 of the record's value as read
     * @param delivery of the record, counted from 1
     */
    WindowScore of(WindowName window, Judged judged, String inputSha256, int delivery) {
        var score = base(window, judged.detector(), delivery).setProvider(judged.provider())
                .setInputSha256(inputSha256);
        switch (judged.result()) {
            case ScoreResult.Scored scored -> score.setOutcome(ScoreOutcome.SCORED).setScore((float) scored.score())
                    .setLlr(scored.llr()).setInferenceMicros(scored.inference().toNanos() / 1000)
                    .setSlots(scored.slots().stream().map(slot -> new SlotScore(slot.slot(), (float) slot.score()))
                            .toList());
            case ScoreResult.Abstained(var cause, var detail) -> score.setOutcome(ScoreOutcome.ABSTAINED)
                    .setReason(reason(cause)).setDetail(detail);
            case ScoreResult.Failed(var detail) -> score.setOutcome(ScoreOutcome.FAILED)
                    .setReason(AbstainReason.MODEL_FAILED).setDetail(detail);
        }
        return score.build();
    }

    /** For a record that nobody could handle. */
    WindowScore poison(WindowName window, DetectorRef detector, String detail, int delivery) {
        return base(window, detector, delivery).setOutcome(ScoreOutcome.FAILED).setReason(AbstainReason.POISON)
                .setDetail(detail).build();
    }

    private WindowScore.Builder base(WindowName window, DetectorRef detector, int delivery) {
        return WindowScore.newBuilder().setStream(window.stream()).setEpoch(window.epoch()).setWindow(window.window())
                .setTrack(window.track()).setDetector(detector).setPlan(window.plan())
                .setCaptureStart(window.captureStart()).setDelivery(delivery).setInstance(instance);
    }

    private static AbstainReason reason(AbstainCause cause) {
        return switch (cause) {
            case TOO_FEW_FRAMES -> AbstainReason.TOO_FEW_FRAMES;
            case LOW_QUALITY -> AbstainReason.LOW_QUALITY;
            case UNCALIBRATED -> AbstainReason.UNCALIBRATED;
        };
    }
}
