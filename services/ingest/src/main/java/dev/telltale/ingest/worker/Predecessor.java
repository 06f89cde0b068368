package dev.telltale.ingest.worker;

import dev.telltale.ingest.worker.StreamPublisher.Output;
import dev.telltale.ingest.worker.Takeover.Interrupted;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;

import com.github.f4b6a3.ulid.UlidCreator;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Whoever worked on the stream before: another process, or an earlier one of this name. What it left open is closed for it. */
final class Predecessor {
    private final StreamTask task;
    private final StreamPublisher publisher;
    private final @Nullable StreamStatus left;

    /** The one that left this status behind; null where there was none. */
    Predecessor(StreamTask task, StreamPublisher publisher, @Nullable StreamStatus left) {
        this.task = task;
        this.publisher = publisher;
        this.left = left;
    }

    /** What is to be made of what it left. */
    Takeover takeover() {
        return Takeover.of(left, task.written(), task.window());
    }

    /** One GAP for the window that was open when it went away, then the end of the epoch, where one is open. */
    void closeEpoch(boolean endsStream) throws InterruptedException {
        if (left == null) {
            return;
        }
        publisher.takeOver(left);
        if (takeover() instanceof Interrupted interrupted && interrupted.open().isPresent()) {
            close(interrupted.open().get(), lastSeen(left), MarkReason.GAP, "ingest was away", endsStream);
        }
    }

    /** Its window is the last of the stream, and could not be decoded; in an epoch of its own where the last one has been closed. */
    void markUndecodable(String why, InstantSource clock) throws InterruptedException {
        if (left != null) {
            publisher.takeOver(left);
        }
        Instant start = left == null ? clock.instant() : lastSeen(left);
        String epoch = UlidCreator.getMonotonicUlid(clock.millis()).toString();
        Progress open = takeover() instanceof Interrupted interrupted
                ? interrupted.open().orElse(new Progress(epoch, 0, interrupted.resumeMicros(), false))
                : new Progress(epoch, 0, 0, false);
        close(open, start, MarkReason.UNDECODABLE, why, true);
    }

    private void close(Progress open, Instant start, MarkReason reason, String why, boolean endsStream)
            throws InterruptedException {
        long lost = open.nextWindow();
        Output mark = new Output(Topic.MARKS, IngestRecords.mark(task, open.epoch(), lost, start, reason, why));
        Output end = new Output(Topic.MARKS,
                IngestRecords.end(task, open.epoch(), lost + 1, start.plus(task.window()), endsStream));
        // A recording goes on where the lost window began, so that is what stays in the status.
        publisher.write(List.of(mark, end), new Progress(open.epoch(), lost, open.startMicros(), true),
                reason == MarkReason.GAP ? 1 : 0, null);
    }

    /** When the last picture was taken that it had seen. */
    private static Instant lastSeen(StreamStatus status) {
        Long lag = status.getLagMillis();
        return status.getAt().minusMillis(lag == null ? 0 : lag);
    }
}
