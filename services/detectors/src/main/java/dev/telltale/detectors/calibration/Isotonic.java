package dev.telltale.detectors.calibration;

import java.util.List;

/** Isotonic calibration: straight lines between knots, level outside. Knots rise strictly in score and never fall in llr. */
public record Isotonic(List<Double> scores, List<Double> llrs) implements Calibration {

    public Isotonic {
        scores = List.copyOf(scores);
        llrs = List.copyOf(llrs);
        if (scores.isEmpty() || scores.size() != llrs.size()) {
            throw new IllegalArgumentException(
                    "isotonic needs as many scores as llrs, got: " + scores.size() + " and " + llrs.size());
        }
        for (int i = 1; i < scores.size(); i++) {
            if (!(scores.get(i) > scores.get(i - 1)) || !(llrs.get(i) >= llrs.get(i - 1))) {
                throw new IllegalArgumentException("isotonic knots must rise, they do not at knot " + i);
            }
        }
    }

    @Override
    public double llr(double score) {
        int last = scores.size() - 1;
        if (score <= scores.getFirst()) {
            return llrs.getFirst();
        }
        if (score >= scores.get(last)) {
            return llrs.get(last);
        }
        int i = 1;
        while (scores.get(i) < score) {
            i++;
        }
        double share = (score - scores.get(i - 1)) / (scores.get(i) - scores.get(i - 1));
        return llrs.get(i - 1) + share * (llrs.get(i) - llrs.get(i - 1));
    }
}
