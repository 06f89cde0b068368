package dev.telltale.topology.nodes;

import dev.telltale.schemas.ScoreOutcome;
import dev.telltale.schemas.WindowScore;
import dev.telltale.topology.rules.DropReason;

import java.time.Duration;

/** What a score has to satisfy. */
final class ScoreChecks {
    /** A calibrated log-likelihood ratio beyond this is a mistake: e to the 100th to one. */
    private static final double MOST_LLR = 100;
    private static final int SLOTS = 32;

    private ScoreChecks() {}

    static void check(String key, WindowScore score, long arrived, Duration maxAhead) {
        Checks.stream(key, score.getStream());
        Checks.window(score.getEpoch(), score.getWindow());
        Checks.track(score.getTrack());
        Checks.notAhead(score.getCaptureStart(), arrived, maxAhead);
        Checks.that((score.getOutcome() == ScoreOutcome.SCORED) == (score.getLlr() != null), DropReason.CONTRADICTION,
                () -> score.getOutcome() + " with log-likelihood ratio " + score.getLlr());
        if (score.getLlr() != null) {
            Checks.within(score.getLlr(), -MOST_LLR, MOST_LLR, "log-likelihood ratio");
        }
        if (score.getScore() != null) {
            Checks.within(score.getScore(), 0, 1, "score");
        }
        for (var slot : score.getSlots()) {
            Checks.that(slot.getSlot() >= 0 && slot.getSlot() < SLOTS, DropReason.BAD_NUMBER,
                    () -> "slot " + slot.getSlot());
            Checks.within(slot.getScore(), 0, 1, "score of a slot");
        }
    }
}
