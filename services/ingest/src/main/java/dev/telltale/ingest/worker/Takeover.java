package dev.telltale.ingest.worker;

import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StreamStatus;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is to be made of the status that another process, or an earlier one of this name, left behind. */
sealed interface Takeover {

    /** Nothing was there, or nothing that matters: begin. */
    record Fresh() implements Takeover {}

    /** It is done: the recording is through, and nobody has asked again since. */
    record Finished() implements Takeover {}

    /**
     * Something was under way.
     *
     * @param open the epoch that was not ended; its window under way is lost
     * @param resumeMicros where a recording goes on, in its own presentation time
     */
    record Interrupted(Optional<Progress> open, long resumeMicros) implements Takeover {}

    /**
     * Decides.
     *
     * @param found the last status in the log, null where there is none
     * @param written when the stream was asked for
     * @param window D
     */
    static Takeover of(@Nullable StreamStatus found, Instant written, Duration window) {
        if (found == null) {
            return new Fresh();
        }
        Progress progress = Progress.of(found);
        if (found.getState() == SourceState.RETIRED) {
            return written.isAfter(found.getAt()) ? new Fresh() : new Finished();
        }
        if (progress == null) {
            return new Fresh();
        }
        long resume = progress.startMicros() + progress.nextWindow() * window.toMillis() * 1000;
        return new Interrupted(progress.ended() ? Optional.empty() : Optional.of(progress), resume);
    }
}
