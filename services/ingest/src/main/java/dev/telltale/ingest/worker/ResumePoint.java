package dev.telltale.ingest.worker;

import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.TimeBase;

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
    List<MediaPacket> pass(MediaPacket packet, TimeBase timeBase) {
        if (reached) {
            return List.of(packet);
        }
        long time = packet.dts() == MediaPacket.NO_TIME ? packet.pts() : packet.dts();
        long shown = packet.pts() == MediaPacket.NO_TIME ? time : packet.pts();
        if (packet.key() && timeBase.toMicros(shown) <= micros) {
            sinceKey = new ArrayList<>();
        }
        sinceKey.add(packet);
        if (time == MediaPacket.NO_TIME || timeBase.toMicros(time) < micros) {
            return List.of();
        }
        reached = true;
        List<MediaPacket> lead = sinceKey;
        sinceKey = List.of();
        return lead;
    }
}
