package dev.telltale.ingest;

import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.ingest.source.StreamSource;
import dev.telltale.ingest.worker.SourceFactory;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.InterruptDeadline;
import dev.telltale.vision.media.MediaInputException;
import dev.telltale.vision.media.MediaInputException.Fault;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketSource;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Opens a source as ingest would, looks at it for some seconds, and says what is there; writes nothing anywhere. */
public final class SourceTrial {
    /** Read as fast as it comes, this much of a recording takes no time. */
    private static final Duration OF_A_RECORDING = Duration.ofSeconds(30);

    private final SourceFactory sources;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /**
     * A trial.
     *
     * @param patience longest time to wait for a packet, and to look at a live source
     * @param nanoTime monotonic clock, nanoseconds
     */
    public SourceTrial(SourceFactory sources, Duration patience, LongSupplier nanoTime) {
        this.sources = sources;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * Looks.
     *
     * @param address as a stream would have it
     * @param credential name of the credential, null where there is none
     * @param viewer is shown every packet, with what it belongs to
     * @throws RefusedSourceException where it can never work
     * @throws MediaInputException where it does not work now
     */
    public SourceReport look(String address, @Nullable String credential, BiConsumer<CodedVideo, MediaPacket> viewer)
            throws RefusedSourceException, MediaInputException {
        long begun = nanoTime.getAsLong();
        InterruptDeadline deadline = new InterruptDeadline(patience, nanoTime);
        try (StreamSource source = sources.create(address, credential); PacketSource packets = open(source, deadline)) {
            Tally tally = new Tally(packets.video());
            Duration most = source.isRecording() ? OF_A_RECORDING : patience;
            Duration first = Duration.ZERO;
            while (!tally.isEnough(most) && since(begun).compareTo(patience.multipliedBy(2)) < 0) {
                deadline.progress();
                MediaPacket packet = packets.read();
                if (packet == null) {
                    break;
                }
                first = first.isZero() ? since(begun) : first;
                tally.add(packet);
                viewer.accept(packets.video(), packet);
            }
            return tally.report(address, !source.isRecording(), first);
        }
    }

    /** Opens it; where that waits for somebody to push, not for longer than our patience. */
    private PacketSource open(StreamSource source, InterruptDeadline deadline) throws MediaInputException {
        if (!source.isPushed()) {
            return source.open(deadline);
        }
        Thread alarm = Thread.ofVirtual().start(() -> cancelLater(deadline));
        try {
            return source.open(deadline);
        } catch (MediaInputException e) {
            throw e.fault() == Fault.CANCELLED
                    ? new MediaInputException(Fault.STALLED, source.waitingFor(),
                            "nobody has sent anything within " + patience.toSeconds() + " s", e)
                    : e;
        } finally {
            alarm.interrupt();
        }
    }

    private void cancelLater(InterruptDeadline deadline) {
        try {
            Thread.sleep(patience);
            deadline.cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration since(long begun) {
        return Duration.ofNanos(nanoTime.getAsLong() - begun);
    }

    /** What has been seen. */
    private static final class Tally {
        private final CodedVideo video;
        private final List<Long> keys = new ArrayList<>();
        private long count;
        private long bytes;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Tally(CodedVideo video) {
            this.video = video;
        }

        void add(MediaPacket packet) {
            // In the order of decoding: where we stop looking, a frame may be shown later than some that have not come yet.
            long time = packet.dts() == MediaPacket.NO_TIME ? packet.pts() : packet.dts();
            if (time == MediaPacket.NO_TIME) {
                return;
            }
            long micros = video.timeBase().toMicros(time);
            count++;
            bytes += packet.size();
            first = Math.min(first, micros);
            last = Math.max(last, micros);
            if (packet.key()) {
                long shown = packet.pts() == MediaPacket.NO_TIME ? time : packet.pts();
                keys.add(video.timeBase().toMicros(shown));
            }
        }

        boolean isEnough(Duration most) {
            return keys.size() >= 4 || (count > 0 && micros(last - first).compareTo(most) >= 0);
        }

        SourceReport report(String source, boolean live, Duration firstPacketAfter) throws MediaInputException {
            if (count < 2 || last <= first) {
                throw new MediaInputException(Fault.BROKEN, source.split("\\?", 2)[0],
                        "gave " + count + " packets with a time: too few to say anything");
            }
            double seconds = (last - first) / 1e6;
            double perSecond = (count - 1) / seconds;
            Optional<Duration> every = keys.size() < 2
                    ? Optional.empty()
                    : Optional.of(micros((keys.getLast() - keys.getFirst()) / (keys.size() - 1)));
            // The last frame has a duration too.
            long bits = Math.round(bytes * 8 / (seconds + 1 / perSecond));
            return new SourceReport(live, video.codec(), video.width(), video.height(), perSecond, every, bits,
                    firstPacketAfter, micros(last - first));
        }

        private static Duration micros(long micros) {
            return Duration.ofNanos(micros * 1000);
        }
    }
}
