package dev.telltale.ingest.window;

import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.EntryPoints;
import dev.telltale.vision.media.MediaPacket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Knows in which record decoding of a window would have to begin. In an open group of pictures the frames shown before the key
 * frame but sent after it refer to the group before; so a key frame serves a window only where it is not later than the
 * window's first frame.
 */
final class KeyFrames {
    private final Deque<EntryPoints.Entry> keys = new ArrayDeque<>();
    private final EntryPoints entries;

    KeyFrames(CodedVideo video) {
        this.entries = new EntryPoints(video);
    }

    /** The packets have been put into a record. */
    void recorded(List<MediaPacket> packets, long record) {
        packets.forEach(packet -> keys.addAll(entries.see(packet, record)));
    }

    /** Returns the record to begin with for a window whose first frame is shown at the time; the windows asked for must rise. */
    long recordFor(long firstPts) {
        long found = keys.isEmpty() ? 0 : keys.element().record();
        while (keys.size() > 1 && second().pts() <= firstPts) {
            keys.remove();
            found = keys.element().record();
        }
        return found;
    }

    private EntryPoints.Entry second() {
        return keys.stream().skip(1).findFirst().orElseThrow();
    }
}
