package dev.telltale.ingest.worker;

import dev.telltale.schemas.StreamStatus;

import org.jspecify.annotations.Nullable;

/**
 * How far a stream has come; what a restart goes by.
 *
 * @param epoch ULID of the epoch under way, or the last one
 * @param nextWindow the window that is being filled: all before it are recorded or marked. After the end, where a recording goes on
 * @param startMicros where the epoch began in the source's own presentation time, microseconds
 * @param ended true after the EPOCH_END mark
 */
public record Progress(String epoch, long nextWindow, long startMicros, boolean ended) {

    /** Returns what a status says, or null where it knows of no epoch. */
    public static @Nullable Progress of(StreamStatus status) {
        String epoch = status.getEpoch();
        Long next = status.getNextWindow();
        Long start = status.getEpochStartMicros();
        return epoch == null || next == null || start == null
                ? null
                : new Progress(epoch, next, start, status.getEpochEnded());
    }

    /** Whether a status that was found in the log was written together with this progress or later in the same epoch. */
    public boolean isContainedIn(StreamStatus status) {
        Progress found = of(status);
        return found != null && found.epoch.equals(epoch) && found.nextWindow >= nextWindow && (found.ended || !ended);
    }
}
