package dev.telltale.ingest.worker;

import dev.telltale.ingest.time.CaptureClock;
import dev.telltale.ingest.window.CutWindow;
import dev.telltale.ingest.window.CutWindow.Empty;
import dev.telltale.ingest.window.CutWindow.Filled;
import dev.telltale.ingest.window.WindowCutter;
import dev.telltale.ingest.worker.StreamPublisher.Output;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Topic;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.WindowGrid;

import com.github.f4b6a3.ulid.UlidCreator;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Writes one epoch: records for windows with frames, marks for those without, and the end. */
final class EpochWriter {
    /** What a record may hold beside its packets. */
    private static final int ENVELOPE_BYTES = 1 << 20;
    private static final int MOST_BYTES = Topic.WINDOWS.maxMessageBytes() - ENVELOPE_BYTES;

    private final StreamTask task;
    private final CodedVideo video;
    private final WindowCutter cutter;
    private final CaptureClock captureClock;
    private final StreamPublisher publisher;
    private final InstantSource clock;
    private final boolean live;
    private final String epoch;
    /** Windows that wait for the capture clock to settle. */
    private final List<CutWindow> held = new ArrayList<>();
    private @Nullable Instant lastArrival;
    private Duration longestSilence = Duration.ZERO;

    EpochWriter(StreamTask task, CodedVideo video, WindowCutter cutter, CaptureClock captureClock,
            StreamPublisher publisher,
            InstantSource clock, boolean live) {
        this.task = task;
        this.video = video;
        this.cutter = cutter;
        this.captureClock = captureClock;
        this.publisher = publisher;
        this.clock = clock;
        this.live = live;
        this.epoch = UlidCreator.getMonotonicUlid(clock.millis()).toString();
    }

    /** Takes a packet; false where its window has grown too large for a record, then the epoch has to be given up. */
    boolean add(MediaPacket packet) throws InterruptedException {
        Instant arrival = clock.instant();
        noteSilence(arrival);
        long time = packet.pts() == MediaPacket.NO_TIME ? packet.dts() : packet.pts();
        if (time != MediaPacket.NO_TIME) {
            captureClock.arrived(video.timeBase().toMicros(time), arrival);
        }
        held.addAll(cutter.add(packet));
        if (!held.isEmpty() && captureClock.settled(arrival)) {
            release();
        }
        return cutter.pendingBytes() <= MOST_BYTES;
    }

    /** Writes what is left, the last record and the end; of the stream as well where no epoch is to follow. */
    void finish(boolean endsStream) throws InterruptedException {
        held.addAll(cutter.finish());
        List<CutWindow> rest = List.copyOf(held);
        held.clear();
        for (int i = 0; i < rest.size() - 1; i++) {
            write(rest.get(i));
        }
        if (!rest.isEmpty()) {
            CutWindow last = rest.getLast();
            end(last.window() + 1, List.of(output(last)), 0, last.window() + 1, endsStream);
        }
    }

    /** Ends the epoch before the window that is being filled: somebody goes on with the recording from there. */
    void suspend() throws InterruptedException {
        release();
        end(cutter.next(), List.of(), 0, cutter.next(), false);
    }

    /** Gives up the window that is being filled, as lost, and ends the epoch behind it. */
    void abandon(String why) throws InterruptedException {
        release();
        long lost = cutter.next();
        end(lost + 1, List.of(mark(lost, MarkReason.GAP, why)), 1, lost + 1, false);
    }

    private void release() throws InterruptedException {
        List<CutWindow> ready = List.copyOf(held);
        held.clear();
        for (CutWindow window : ready) {
            write(window);
        }
    }

    private void write(CutWindow window) throws InterruptedException {
        boolean lost = window instanceof Empty && reasonForEmpty() == MarkReason.GAP;
        publisher.write(List.of(output(window)), progress(window.window() + 1, false), lost ? 1 : 0,
                lag(window.window()));
        if (window instanceof Filled) {
            longestSilence = Duration.ZERO;
        }
    }

    private void end(long endMark, List<Output> before, int lost, long resumeAt, boolean endsStream)
            throws InterruptedException {
        List<Output> outputs = new ArrayList<>(before);
        outputs.add(
                new Output(Topic.MARKS, IngestRecords.end(task, epoch, endMark, captureStart(endMark), endsStream)));
        publisher.write(outputs, progress(resumeAt, true), lost, lag(endMark - 1));
    }

    private Output output(CutWindow window) {
        return switch (window) {
            case Filled filled ->
                new Output(Topic.WINDOWS, IngestRecords.frames(task, epoch, filled, video, cutter.grid(),
                        captureStart(filled.window())));
            case Empty empty -> mark(empty.window(), reasonForEmpty(), live ? null : "no picture in the recording");
        };
    }

    /** A live source that was silent stood still; one that went on with later timestamps lost what lay between. */
    private MarkReason reasonForEmpty() {
        return live && longestSilence.compareTo(task.window().dividedBy(2)) < 0 ? MarkReason.GAP : MarkReason.STALLED;
    }

    private Output mark(long window, MarkReason reason, @Nullable String detail) {
        return new Output(Topic.MARKS, IngestRecords.mark(task, epoch, window, captureStart(window), reason, detail));
    }

    private Progress progress(long next, boolean ended) {
        return new Progress(epoch, next, video.timeBase().toMicros(cutter.grid().origin()), ended);
    }

    private Instant captureStart(long window) {
        WindowGrid grid = cutter.grid();
        return captureClock.captured(video.timeBase().toMicros(grid.start(window)));
    }

    private Duration lag(long window) {
        return Duration.between(captureStart(window).plus(task.window()), clock.instant());
    }

    private void noteSilence(Instant arrival) {
        Instant before = lastArrival;
        if (before != null) {
            Duration silence = Duration.between(before, arrival);
            longestSilence = silence.compareTo(longestSilence) > 0 ? silence : longestSilence;
        }
        lastArrival = arrival;
    }
}
