package dev.telltale.detectors.calibration;

/** Platt scaling: llr = a score + b, with a above 0. */
public record Platt(double a, double b) implements Calibration {

    public Platt {
        if (!(a > 0) || !Double.isFinite(a) || !Double.isFinite(b)) {
            throw new IllegalArgumentException("platt needs a above 0 and a finite b, got: a " + a + ", b " + b);
        }
    }

    @Override
    public double llr(double score) {
        return a * score + b;
    }
}
