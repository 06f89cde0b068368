package dev.telltale.ingest.worker;

import dev.telltale.ingest.time.CaptureClock;
import dev.telltale.ingest.time.EstimatedCapture;
import dev.telltale.ingest.time.KnownCapture;
import dev.telltale.ingest.window.EpochBoundary;
import dev.telltale.ingest.window.WindowCutter;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** One connection of a source: its packets become one epoch, or several where it jumps or changes. */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** A hole in media time up to this is marked; a longer one is a jump. */
    private static final Duration LONGEST_HOLE = Duration.ofSeconds(10);

    private final StreamTask task;
    private final PacketSource packets;
    private final InterruptDeadline deadline;
    private final StopSignal stop;
    private final StreamPublisher publisher;
    private final InstantSource clock;
    private final boolean recording;
    private final @Nullable ResumePoint resume;
    private final @Nullable Long resumeMicros;
    private final Pacer pacer;
    private final Runnable onPacket;
    private EpochBoundary boundary = new EpochBoundary(LONGEST_HOLE);
    private @Nullable EpochWriter epoch;
    private @Nullable CaptureClock captureClock;
    private @Nullable MediaPacket firstOfFile;
    private long lastMicros;

    Connection(StreamTask task, PacketSource packets, InterruptDeadline deadline, StopSignal stop,
            StreamPublisher publisher,
            InstantSource clock, boolean recording, @Nullable Long resumeMicros, Runnable onPacket) {
        this.task = task;
        this.packets = packets;
        this.deadline = deadline;
        this.stop = stop;
        this.publisher = publisher;
        this.clock = clock;
        this.recording = recording;
        this.resumeMicros = resumeMicros;
        this.resume = resumeMicros == null ? null : new ResumePoint(resumeMicros);
        this.pacer = new Pacer(stop.latch(), System::nanoTime);
        this.onPacket = onPacket;
    }

    /** Reads to the end, or until told to stop; leaves the stream as it is to be left. True where the resume point was found. */
    boolean run() throws MediaInputException, InterruptedException {
        try {
            while (!stop.isSet()) {
                deadline.progress();
                MediaPacket packet = packets.read();
                if (packet == null) {
                    break;
                }
                onPacket.run();
                accept(packet);
            }
        } catch (MediaInputException e) {
            leave();
            throw e;
        }
        leave();
        return resume == null || resume.isReached();
    }

    /** Whether no packet has come. */
    boolean isEmpty() {
        return firstOfFile == null;
    }

    private void accept(MediaPacket packet) throws InterruptedException {
        if (firstOfFile == null) {
            firstOfFile = packet;
        }
        if (resume == null) {
            take(packet);
            return;
        }
        for (MediaPacket passed : resume.pass(packet, packets.video())) {
            take(passed);
        }
    }

    private void take(MediaPacket packet) throws InterruptedException {
        CodedVideo video = packets.video();
        Optional<String> crossing = boundary.crossing(packet, video);
        if (crossing.isPresent()) {
            LOG.info("epoch ends stream={} reason={}", task.stream(), crossing.get());
            finishEpoch(false);
            boundary = new EpochBoundary(LONGEST_HOLE);
            boundary.crossing(packet, video);
        }
        pace(packet, video);
        if (!current(packet, video).add(packet)) {
            LOG.warn("window too large stream={}", task.stream());
            abandonEpoch("more bytes than a record can hold");
            boundary = new EpochBoundary(LONGEST_HOLE);
        }
        lastMicros = micros(packet, video).orElse(lastMicros);
    }

    private void pace(MediaPacket packet, CodedVideo video) throws InterruptedException {
        if (recording && !task.flatOut()) {
            long time = packet.dts() == MediaPacket.NO_TIME ? packet.pts() : packet.dts();
            if (time != MediaPacket.NO_TIME) {
                pacer.await(Duration.ofNanos(video.timeBase().toMicros(time) * 1000));
            }
        }
    }

    private EpochWriter current(MediaPacket packet, CodedVideo video) {
        EpochWriter under = epoch;
        if (under != null) {
            return under;
        }
        boolean resuming = resumeMicros != null && captureClock == null;
        WindowCutter cutter = resuming && resumeMicros != null
                ? WindowCutter.startingAt(video, task.window(), video.timeBase().fromMicros(resumeMicros))
                : WindowCutter.starting(video, task.window());
        CaptureClock dates = dates(packet, video);
        captureClock = dates;
        EpochWriter begun = new EpochWriter(task, video, cutter, dates, publisher, clock, !recording);
        epoch = begun;
        return begun;
    }

    /** Live sources and recordings at their own speed are dated by arrival, recordings flat out by what is known of them. */
    private CaptureClock dates(MediaPacket packet, CodedVideo video) {
        Instant now = clock.instant();
        Instant own = task.spec().getCaptureStart();
        CaptureClock before = captureClock;
        long micros = micros(packet, video).orElse(0L);
        if (!recording || (!task.flatOut() && own == null)) {
            return new EstimatedCapture();
        }
        if (before != null) {
            return new KnownCapture(before.captured(lastMicros).plus(frame(video)), micros);
        }
        MediaPacket first = firstOfFile;
        long begin = first == null ? micros : micros(first, video).orElse(micros);
        Supplier<CaptureClock> estimate = EstimatedCapture::new;
        Optional<Duration> length = task.flatOut() ? packets.duration() : Optional.of(Duration.ZERO);
        return length.<CaptureClock>map(span -> own == null
                ? KnownCapture.endingNow(now, span, begin)
                : KnownCapture.dated(own, now, span, begin)).orElseGet(estimate);
    }

    private static Duration frame(CodedVideo video) {
        return Duration.ofNanos(video.timeBase().toMicros(video.frameDuration()) * 1000);
    }

    private static Optional<Long> micros(MediaPacket packet, CodedVideo video) {
        long time = packet.pts() == MediaPacket.NO_TIME ? packet.dts() : packet.pts();
        return time == MediaPacket.NO_TIME ? Optional.empty() : Optional.of(video.timeBase().toMicros(time));
    }

    private void leave() throws InterruptedException {
        switch (stop.manner()) {
            case NONE -> finishEpoch(recording);
            case REMOVED -> finishEpoch(false);
            case HANDED_OVER -> {
                if (recording) {
                    suspendEpoch();
                } else {
                    finishEpoch(false);
                }
            }
            case ABANDONED -> epoch = null;
        }
    }

    private void finishEpoch(boolean endsStream) throws InterruptedException {
        EpochWriter ending = epoch;
        epoch = null;
        pacer.restart();
        if (ending != null) {
            ending.finish(endsStream);
        }
    }

    private void suspendEpoch() throws InterruptedException {
        EpochWriter ending = epoch;
        epoch = null;
        if (ending != null) {
            ending.suspend();
        }
    }

    private void abandonEpoch(String why) throws InterruptedException {
        EpochWriter ending = epoch;
        epoch = null;
        if (ending != null) {
            ending.abandon(why);
        }
    }
}
