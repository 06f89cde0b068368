package dev.telltale.local.detect;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.Verdict;
import dev.telltale.schemas.WindowMark;

import java.util.List;
import java.util.Optional;

/**
 * All that the topics say of one stream once it has ended.
 *
 * @param epochs its unbroken pieces, in order
 * @param marks what became of each window
 * @param verdicts the fused opinions
 * @param alerts every transition of every episode
 * @param thresholds those of the plan that was applied
 * @param failure why the source ended before its end, in ingest's words; empty where it came to its end
 */
public record StreamEvidence(List<EpochStart> epochs, List<WindowMark> marks, List<Verdict> verdicts,
        List<Alert> alerts,
        Thresholds thresholds, Optional<String> failure) {
    /** Copies what it is given. */
    public StreamEvidence {
        epochs = List.copyOf(epochs);
        marks = List.copyOf(marks);
        verdicts = List.copyOf(verdicts);
        alerts = List.copyOf(alerts);
    }

    /** Time that the windows cover. */
    double seconds() {
        return marks.stream().mapToDouble(WindowMark::getSeconds).sum();
    }

    /** The same of a source that ended too early. */
    StreamEvidence withFailure(Optional<String> why) {
        return new StreamEvidence(epochs, marks, verdicts, alerts, thresholds, why);
    }

    /**
     * Where an epoch begins.
     *
     * @param epoch its ULID
     * @param startMicros in the source's own presentation time
     */
    public record EpochStart(String epoch, long startMicros) {}
}
