package dev.telltale.ingest.window;

import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.MediaPacket;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the presentation times that AVI and MPEG program streams leave out. In MPEG-1, MPEG-2 and MPEG-4 part 2 a picture that
 * others refer to is held back by one: it is shown when the next such picture is decoded; those in between are shown at once,
 * and FFmpeg says so. Guessed from dts alone, two pictures would be shown at one time and a third of the stream be lost
 * (AsSentTest, MPEG-4 in AVI).
 */
final class ReferencePictures {
    /** Held packets before the search is given up: no codec has so many pictures between two others. */
    private static final int MOST = 64;

    private final boolean heldBackByOne;
    private final long frameDuration;
    /** A picture without a time, and those between it and the next. */
    private final List<MediaPacket> held = new ArrayList<>();

    ReferencePictures(CodedVideo video) {
        this.heldBackByOne = video.reorderFrames() == 1;
        this.frameDuration = video.frameDuration();
    }

    /** Returns the packets that are ready with this one, in the same order. */
    List<MediaPacket> apply(MediaPacket packet) {
        if (!heldBackByOne) {
            return List.of(packet);
        }
        boolean shownAtOnce = packet.dts() == MediaPacket.NO_TIME || packet.pts() == packet.dts();
        if (!held.isEmpty() && shownAtOnce && held.size() < MOST) {
            held.add(packet);
            return List.of();
        }
        List<MediaPacket> ready = settle(packet.dts());
        if (packet.pts() == MediaPacket.NO_TIME && packet.dts() != MediaPacket.NO_TIME) {
            held.add(packet);
        } else {
            ready.add(packet);
        }
        return ready;
    }

    /** Returns what is held at the end of the epoch. */
    List<MediaPacket> flush() {
        return held.isEmpty() ? List.of() : settle(held.getLast().dts() + frameDuration);
    }

    private List<MediaPacket> settle(long nextDecoded) {
        List<MediaPacket> ready = new ArrayList<>(held);
        held.clear();
        if (!ready.isEmpty() && nextDecoded != MediaPacket.NO_TIME) {
            ready.set(0, ready.getFirst().at(nextDecoded, ready.getFirst().dts()));
        }
        return ready;
    }
}
