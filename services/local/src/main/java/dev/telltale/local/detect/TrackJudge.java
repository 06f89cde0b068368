package dev.telltale.local.detect;

import dev.telltale.schemas.Contribution;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.Verdict;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be said of one face.
 *
 * @param word the answer
 * @param reason why
 * @param seen windows in which the face was seen
 * @param judged those of them in which a detector had an opinion
 * @param suspicious those of them whose fused log-likelihood ratio reached the plan's mark
 * @param meanLlr mean fused log-likelihood ratio of the judged windows, 0 without any
 */
record TrackJudge(VerdictWord word, String reason, int seen, int judged, int suspicious, double meanLlr) {
    /** Of what was seen, this share must have been judged before a face is called authentic. */
    static final double ENOUGH = 0.5;
    /**
     * A face is called authentic only where its windows together speak for genuine at odds of four to one or better.
     * Detectors that are at a loss hover round 0: that nothing looks synthetic to them does not make a face genuine.
     */
    static final double GENUINE_LLR = -Math.log(4);

    /** Judges a face by its windows; {@code alerted} where an alert names it. */
    static TrackJudge of(List<Verdict> windows, Thresholds thresholds, boolean alerted) {
        List<Verdict> judged = windows.stream().filter(window -> window.getOpinions() > 0).toList();
        int suspicious = (int) judged.stream().filter(window -> counts(window)
                && window.getLlr() >= thresholds.getSuspiciousLlr()).count();
        double evidence = windows.stream().filter(TrackJudge::counts).mapToDouble(Verdict::getTrackEvidence).max()
                .orElse(0);
        double mean = judged.stream().mapToDouble(Verdict::getLlr).average().orElse(0);
        boolean enough = !judged.isEmpty() && judged.size() >= ENOUGH * windows.size();
        String share = judged.size() + " of " + windows.size() + " windows judged";
        VerdictWord word;
        String reason;
        if (alerted) {
            word = VerdictWord.MANIPULATED;
            reason = "named by an alert; " + suspicious + " of " + judged.size() + " judged windows look synthetic";
        } else if (suspicious > 0) {
            word = VerdictWord.SUSPICIOUS;
            reason = suspicious + " of " + judged.size() + " judged windows look synthetic, too little for an alert";
        } else if (evidence >= thresholds.getCloseAt()) {
            word = VerdictWord.SUSPICIOUS;
            reason = "evidence rose to %.1f of the %.1f that an alert needs".formatted(evidence,
                    thresholds.getOpenAt());
        } else if (!enough) {
            word = VerdictWord.INCONCLUSIVE;
            reason = share + absences(windows);
        } else if (mean > GENUINE_LLR) {
            word = VerdictWord.INCONCLUSIVE;
            reason = share + ", none looks synthetic, but the detectors are not sure enough to call it genuine";
        } else {
            word = VerdictWord.AUTHENTIC;
            reason = share + ", none looks synthetic";
        }
        return new TrackJudge(word, reason, windows.size(), judged.size(), suspicious, mean);
    }

    /** The probability that the mean log-likelihood ratio stands for; empty where nothing was judged. */
    Optional<Double> fakeProbability() {
        return judged == 0 ? Optional.empty() : Optional.of(Rounded.probability(meanLlr));
    }

    /** What is muted or known to be synthetic is recorded, and speaks neither for nor against the file. */
    private static boolean counts(Verdict window) {
        return !window.getMuted() && !window.getDeclaredSynthetic();
    }

    private static String absences(List<Verdict> windows) {
        Map<String, Long> reasons = windows.stream().flatMap(window -> window.getContributions().stream())
                .map(Contribution::getAbsence).filter(Objects::nonNull)
                .collect(Collectors.groupingBy(reason -> reason, java.util.TreeMap::new, Collectors.counting()));
        return reasons.isEmpty()
                ? ""
                : ": " + reasons.entrySet().stream()
                        .map(reason -> reason.getKey() + " " + reason.getValue() + "×")
                        .collect(Collectors.joining(", "));
    }
}
