package dev.telltale.local.detect;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * One episode in its last state.
 *
 * @param alert the episode's id in the topics
 * @param transition its last transition: OPENED, UPDATED or CLOSED
 * @param closeReason why it was closed; null where it was not
 * @param sinceSeconds from when on the evidence rose
 * @param openedSeconds when it sufficed
 * @param untilSeconds its last transition
 * @param trigger which evidence sufficed: TRACK or STREAM
 * @param fakeProbability of the most suspicious face
 * @param fakeProbabilityLow lower end of the 95 % interval
 * @param fakeProbabilityHigh upper end of the 95 % interval
 * @param peakEvidence highest sequential evidence
 * @param threshold what it had to reach
 * @param provisional true while the thresholds rest on too little footage
 * @param tracks numbers of the faces
 * @param contributions each detector's share of the evidence, 0 to 1
 * @param plan name@version of the plan
 */
public record AlertDocument(String alert, String transition, @Nullable String closeReason, double sinceSeconds,
        double openedSeconds, double untilSeconds, String trigger, double fakeProbability, double fakeProbabilityLow,
        double fakeProbabilityHigh, double peakEvidence, double threshold, boolean provisional, List<Integer> tracks,
        Map<String, Double> contributions, String plan) {}
