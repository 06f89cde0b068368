package dev.telltale.topology.order;

import java.time.Instant;
import java.util.List;

/**
 * What was last reported on a stream.
 *
 * @param epoch the epoch it was about; empty before the first report
 * @param ended whether that had ended
 * @param coverage share of windows judged in full
 * @param down overdue detectors, as name@version
 * @param at event time of the report
 * @param since wall-clock time since when epoch, end and detectors are as they are
 */
public record Reported(String epoch, boolean ended, float coverage, List<String> down, Instant at, Instant since) {
    /** Nothing yet. */
    public static final Reported NOTHING = new Reported("", false, 1, List.of(), Instant.EPOCH, Instant.EPOCH);
}
