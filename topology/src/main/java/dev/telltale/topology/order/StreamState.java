package dev.telltale.topology.order;

import dev.telltale.topology.episodes.Episode;
import dev.telltale.topology.episodes.Quiet;
import dev.telltale.topology.judging.Evidence;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a stream stands, across its epochs.
 *
 * @param open epochs that have not been finished, in their order; the first is being applied
 * @param finished the last epoch that has been; empty before the first. Whatever comes of it or of one before is late
 * @param lastEpoch epoch of the last window that was applied; empty before the first
 * @param lastEnd capture time of that window's end
 * @param evidence evidence of the stream
 * @param episode its episode
 * @param coverage of the last minute
 * @param gaps GAP marks that have been applied
 * @param retired whether the stream has been removed
 * @param reported what was last reported
 */
public record StreamState(List<String> open, String finished, String lastEpoch, Instant lastEnd, Evidence evidence,
        Episode episode, Coverage coverage, long gaps, boolean retired, Reported reported) {
    /** A stream of which nothing is known. */
    public static final StreamState NEW = new StreamState(List.of(), "", "", Instant.EPOCH, Evidence.NONE, new Quiet(),
            Coverage.NONE, 0, false, Reported.NOTHING);

    boolean knowsOf(String epoch) {
        return epoch.compareTo(finished) <= 0;
    }

    StreamState opening(String epoch) {
        return withOpen(Stream.concat(open.stream(), Stream.of(epoch)).sorted().distinct().toList(), finished);
    }

    StreamState finishing(String epoch) {
        return withOpen(open.stream().filter(other -> !other.equals(epoch)).toList(), epoch);
    }

    StreamState forgetting(String epoch) {
        return withOpen(open.stream().filter(other -> !other.equals(epoch)).toList(), finished);
    }

    /** Whether the epoch's successor has begun. */
    boolean superseded(String epoch) {
        return open.getLast().compareTo(epoch) > 0;
    }

    StreamState applied(String epoch, Instant end, Evidence newEvidence, Episode newEpisode, boolean full,
            boolean gap) {
        return new StreamState(open, finished, epoch, end, newEvidence, newEpisode, coverage.with(full),
                gap ? gaps + 1 : gaps,
                retired, reported);
    }

    StreamState passedOver() {
        return new StreamState(open, finished, lastEpoch, lastEnd, evidence, episode, coverage.with(false), gaps,
                retired,
                reported);
    }

    /** After the stream was over: no evidence, no episode. */
    StreamState over() {
        return new StreamState(open, finished, lastEpoch, lastEnd, Evidence.NONE, new Quiet(), coverage, gaps, retired,
                reported);
    }

    StreamState retired(boolean now) {
        return new StreamState(open, finished, lastEpoch, lastEnd, evidence, episode, coverage, gaps, now, reported);
    }

    StreamState reporting(Reported now) {
        return new StreamState(open, finished, lastEpoch, lastEnd, evidence, episode, coverage, gaps, retired, now);
    }

    private StreamState withOpen(List<String> nowOpen, String nowFinished) {
        return new StreamState(nowOpen, nowFinished, lastEpoch, lastEnd, evidence, episode, coverage, gaps, retired,
                reported);
    }
}
