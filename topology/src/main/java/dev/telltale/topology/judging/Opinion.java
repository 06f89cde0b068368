package dev.telltale.topology.judging;

import dev.telltale.schemas.DetectorRef;
import dev.telltale.schemas.SlotScore;
import dev.telltale.schemas.WindowScore;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What one detector said of one track in one window.
 *
 * @param track number of the track
 * @param detector the detector, its version and the bytes of its model
 * @param llr calibrated log-likelihood ratio; null: it abstained or failed
 * @param absence name of the {@link dev.telltale.schemas.AbstainReason}; null with an opinion
 * @param topSlot the slot with the highest score, the first of equals; null where it does not look at frames
 * @param inputSha256 SHA-256 of the FaceWindow it looked at
 */
public record Opinion(int track, DetectorRef detector, @Nullable Double llr, @Nullable String absence,
        @Nullable Integer topSlot, String inputSha256) {

    /** The part of a score that counts. */
    public static Opinion of(WindowScore score) {
        var llr = score.getLlr();
        return llr == null
                ? new Opinion(score.getTrack(), score.getDetector(), null, String.valueOf(score.getReason()), null, "")
                : new Opinion(score.getTrack(), score.getDetector(), llr, null, topSlot(score.getSlots()),
                        score.getInputSha256());
    }

    private static @Nullable Integer topSlot(List<SlotScore> slots) {
        SlotScore top = null;
        for (var slot : slots) {
            if (top == null || slot.getScore() > top.getScore()
                    || (slot.getScore() == top.getScore() && slot.getSlot() < top.getSlot())) {
                top = slot;
            }
        }
        return top == null ? null : top.getSlot();
    }
}
