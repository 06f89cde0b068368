package dev.telltale.ingest.window;

import dev.telltale.vision.media.MediaPacket;

import java.util.List;

/** What became of one window of an epoch. Windows come out in order, each exactly once. */
public sealed interface CutWindow {
    /** Number of the window in its epoch. */
    long window();

    /**
     * A window with frames: it gets a record.
     *
     * @param packets the packets of the record in decode order; none where all of them were recorded before
     * @param keyframeWindow the record in which decoding of this window would have to begin
     * @param drain true where no packet of the epoch follows
     * @param last true for the last record of the epoch
     */
    record Filled(long window, List<MediaPacket> packets, long keyframeWindow, boolean drain, boolean last)
            implements
                CutWindow {}

    /** A window in which no frame lies: it gets a mark. */
    record Empty(long window) implements CutWindow {}
}
