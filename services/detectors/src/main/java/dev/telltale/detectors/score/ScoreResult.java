package dev.telltale.detectors.score;

import java.time.Duration;
import java.util.List;

/** What came of asking a detector about one face in one window. */
public sealed interface ScoreResult {
    /**
     * It has an opinion.
     *
     * @param score raw, 0 (genuine) to 1 (synthetic)
     * @param llr calibrated log-likelihood ratio, natural logarithm
     * @param slots what single frames weighed
     * @param inference time in the network
     */
    record Scored(double score, double llr, List<SlotOpinion> slots, Duration inference) implements ScoreResult {
        public Scored {
            slots = List.copyOf(slots);
        }
    }

    /** It looked and has none. */
    record Abstained(AbstainCause cause, String detail) implements ScoreResult {}

    /** It could not look: the network failed or gave a number that is none. */
    record Failed(String detail) implements ScoreResult {}
}
