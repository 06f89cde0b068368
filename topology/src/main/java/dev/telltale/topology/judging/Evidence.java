package dev.telltale.topology.judging;

import dev.telltale.schemas.Thresholds;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Sequential evidence: CUSUM with forgetting, S = max(0, forgetting S + llr - drift) (Page 1954, with the exponential window of
 * Lucas 1982), of one track or of a whole stream.
 *
 * @param value S, natural logarithm
 * @param since capture time at which it left zero; null at zero
 * @param until capture time of the end of the last window that counted; null at zero
 */
public record Evidence(double value, @Nullable Instant since, @Nullable Instant until) {
    /** No evidence. */
    public static final Evidence NONE = new Evidence(0, null, null);

    /**
     * The evidence after a window with an opinion.
     *
     * @param llr fused log-likelihood ratio of the window
     * @param start capture time of the window's start
     * @param end capture time of the window's end
     * @param thresholds forgetting and drift
     */
    public Evidence after(double llr, Instant start, Instant end, Thresholds thresholds) {
        var next = thresholds.getForgetting() * value + llr - thresholds.getDrift();
        return next > 0 ? new Evidence(next, since == null ? start : since, end) : NONE;
    }

    /** The evidence at a time up to which nothing more counted: as it was, or none once that is longer ago than allowed. */
    public Evidence at(Instant now, Duration resetAfter) {
        return until == null || until.plus(resetAfter).isBefore(now) ? NONE : this;
    }

    /** Whether there is any. */
    public boolean present() {
        return value > 0;
    }
}
