package dev.telltale.ingest.worker;

import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.EntryPoints;
import dev.telltale.vision.media.MediaPacket;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a recording goes on: it drops everything before the last key frame that is not later than the point, and passes
 * on what follows. Reading from the beginning costs a second for each twenty minutes and is exact in every container; seeking
 * is neither in a transport stream.
 */
final class ResumePoint {
    private final long micros;
    private List<MediaPacket> sinceKey = new ArrayList<>();
    /** Number in the recording of the first packet that is held. */
    private long first;
    private @Nullable EntryPoints entries;
    private boolean reached;

    /** A point in the source's own presentation time, microseconds. */
    ResumePoint(long micros) {
        this.micros = micros;
    }

    /** Whether the point has been reached. */
    boolean isReached() {
        return reached;
    }

    /** Returns the packets that may be used: none before the point, then the group of pictures that leads to it at once. */
    List<MediaPacket> pass(MediaPacket packet, CodedVideo video) {
        if (reached) {
            return List.of(packet);
        }
        long time = packet.dts() == MediaPacket.NO_TIME ? packet.pts() : packet.dts();
        long shown = packet.pts() == MediaPacket.NO_TIME ? time : packet.pts();
        sinceKey.add(packet);
        if (shown != MediaPacket.NO_TIME) {
            forget(packet.at(shown, time), video);
        }
        if (time == MediaPacket.NO_TIME || video.timeBase().toMicros(time) < micros) {
            return List.of();
        }
        reached = true;
        List<MediaPacket> lead = sinceKey;
        sinceKey = List.of();
        return lead;
    }

    /** What lies before a key frame that shows whole pictures before the point is not needed. */
    private void forget(MediaPacket packet, CodedVideo video) {
        EntryPoints known = entries == null ? new EntryPoints(video) : entries;
        entries = known;
        for (EntryPoints.Entry entry : known.see(packet, first + sinceKey.size() - 1)) {
            if (video.timeBase().toMicros(entry.pts()) <= micros) {
                sinceKey.subList(0, Math.toIntExact(entry.record() - first)).clear();
                first = entry.record();
            }
        }
    }
}
