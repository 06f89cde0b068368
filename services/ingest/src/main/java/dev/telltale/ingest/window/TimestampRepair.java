package dev.telltale.ingest.window;

import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.MediaPacket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Gives every packet of an epoch a presentation and a decoding time such that dts rises strictly and does not pass pts. Where
 * both are there and in order nothing is changed. Presentation times are never moved: they say which picture is shown when.
 */
final class TimestampRepair {
    /**
     * A pts further from its dts is garbage. A codec reorders by a few frames, but where the frame rate varies each of them may
     * stand still for seconds.
     */
    private static final Duration FARTHEST = Duration.ofSeconds(60);

    private final CodedVideo video;
    private final long farthest;
    private final ReferencePictures references;
    /** Presentation times of the packets that a decoder would still hold back, as FFmpeg guesses a missing dts. */
    private final PriorityQueue<Long> held = new PriorityQueue<>();
    /** The first packets of an epoch, as long as none had a time. */
    private final List<MediaPacket> waiting = new ArrayList<>();
    private long lastDts = MediaPacket.NO_TIME;
    private long step;
    private long shift;

    TimestampRepair(CodedVideo video) {
        this.video = video;
        this.farthest = video.timeBase().toUnits(FARTHEST);
        this.step = video.frameDuration();
        this.references = new ReferencePictures(video);
    }

    /** Returns the packets whose times are known with this one, in the same order; possibly none, possibly several. */
    List<MediaPacket> apply(MediaPacket packet) {
        return references.apply(packet).stream().flatMap(shown -> timed(shown).stream()).toList();
    }

    private List<MediaPacket> timed(MediaPacket packet) {
        if (lastDts == MediaPacket.NO_TIME && timeless(packet)) {
            waiting.add(packet);
            return List.of();
        }
        if (waiting.isEmpty()) {
            return List.of(mend(packet));
        }
        List<MediaPacket> ready = new ArrayList<>();
        long first = packet.dts() == MediaPacket.NO_TIME ? packet.pts() - video.reorderDelay() : packet.dts();
        for (int i = 0; i < waiting.size(); i++) {
            long time = first - (waiting.size() - i) * video.frameDuration();
            ready.add(mend(waiting.get(i).at(time + video.reorderDelay(), time)));
        }
        waiting.clear();
        ready.add(mend(packet));
        return ready;
    }

    /** Returns what still waits for a time at the end of the epoch, counted from zero. */
    List<MediaPacket> flush() {
        List<MediaPacket> rest = new ArrayList<>();
        references.flush().forEach(packet -> rest.addAll(timed(packet)));
        if (!waiting.isEmpty()) {
            rest.addAll(timed(waiting.removeLast().at(MediaPacket.NO_TIME, 0)));
        }
        return rest;
    }

    private static boolean timeless(MediaPacket packet) {
        return packet.pts() == MediaPacket.NO_TIME && packet.dts() == MediaPacket.NO_TIME;
    }

    private MediaPacket mend(MediaPacket packet) {
        long dts = packet.dts() == MediaPacket.NO_TIME ? guessDts(packet.pts()) : packet.dts();
        long pts = plausible(packet.pts(), dts) ? packet.pts() : dts - shift + video.reorderDelay();
        // A muxer that writes dts above pts does so by a constant: all dts are set back by the most that was seen.
        shift = Math.max(shift, dts - pts);
        long mended = lastDts == MediaPacket.NO_TIME ? dts - shift : Math.max(dts - shift, lastDts + 1);
        lastDts = mended;
        step = packet.duration() > 0 ? packet.duration() : video.frameDuration();
        return pts == packet.pts() && mended == packet.dts() ? packet : packet.at(pts, mended);
    }

    private boolean plausible(long pts, long dts) {
        return pts != MediaPacket.NO_TIME && Math.abs(pts - dts) <= farthest;
    }

    private long guessDts(long pts) {
        if (pts == MediaPacket.NO_TIME) {
            return lastDts + shift + step;
        }
        held.add(pts);
        int missing = video.reorderFrames() + 1 - held.size();
        return missing > 0 ? held.element() - missing * video.frameDuration() : held.remove();
    }
}
