package dev.telltale.ingest.window;

import dev.telltale.ingest.window.CutWindow.Empty;
import dev.telltale.ingest.window.CutWindow.Filled;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.WindowGrid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cuts the packets of one epoch into windows. Record <i>w</i> closes at the first packet whose dts lies past the window's end
 * by the reorder delay, and not before as many later frames have come as a decoder holds back; so a decoder fed with the
 * records up to <i>w</i> can hand out every frame of <i>w</i> (WindowCutterPropertiesTest). The second condition counts where
 * the frame rate varies and a delay in frames is no fixed time.
 */
public final class WindowCutter {
    private final CodedVideo video;
    private final Duration window;
    private final TimestampRepair repair;
    private final KeyFrames keyFrames;
    /** Packets that are in no record yet. */
    private List<MediaPacket> pending = new ArrayList<>();
    private long pendingBytes;
    /** Presentation times of the frames whose windows are not closed. */
    private final List<Long> open = new ArrayList<>();
    private WindowGrid grid;
    private boolean originKnown;
    private long next;
    private long lateFrames;

    private WindowCutter(CodedVideo video, Duration window, OptionalLong origin) {
        this.video = video;
        this.window = window;
        this.keyFrames = new KeyFrames(video);
        this.repair = new TimestampRepair(video);
        this.grid = new WindowGrid(video.timeBase(), origin.orElse(Long.MAX_VALUE), window);
        this.originKnown = origin.isPresent();
    }

    /** A cutter for an epoch that begins with the next packet: window 0 begins with the lowest pts. */
    public static WindowCutter starting(CodedVideo video, Duration window) {
        return new WindowCutter(video, window, OptionalLong.empty());
    }

    /** A cutter for an epoch that begins at a presentation time: earlier packets are recorded, since decoding needs them. */
    public static WindowCutter startingAt(CodedVideo video, Duration window, long origin) {
        return new WindowCutter(video, window, OptionalLong.of(origin));
    }

    /** Takes the next packet and returns the windows that are complete without it. */
    public List<CutWindow> add(MediaPacket raw) {
        List<CutWindow> closed = new ArrayList<>();
        repair.apply(raw).forEach(packet -> admit(packet, closed));
        return closed;
    }

    /** Closes what is left. The last window that comes out is the last of the epoch. */
    public List<CutWindow> finish() {
        List<CutWindow> closed = new ArrayList<>();
        repair.flush().forEach(packet -> admit(packet, closed));
        long last = open.stream().mapToLong(grid::windowOf).max().orElse(pending.isEmpty() ? next - 1 : next);
        while (next < last) {
            closed.addAll(close(true, false));
        }
        if (next == last) {
            closed.add(fill(true, true));
        }
        return closed;
    }

    /** Number of the window that is being filled. */
    public long next() {
        return next;
    }

    /** The epoch's windows; the origin is settled once the first of them has come out. */
    public WindowGrid grid() {
        return grid;
    }

    /** Bytes of the packets that are in no record yet. */
    public long pendingBytes() {
        return pendingBytes;
    }

    /** Frames that came after their window had been closed; their packets are in a later record. */
    public long lateFrames() {
        return lateFrames;
    }

    private void admit(MediaPacket packet, List<CutWindow> closed) {
        while (complete(packet.dts())) {
            originKnown = true;
            closed.addAll(close(false, false));
        }
        pending.add(packet);
        pendingBytes += packet.size();
        place(packet.pts());
    }

    private void place(long pts) {
        if (!originKnown && pts < grid.origin()) {
            grid = new WindowGrid(video.timeBase(), pts, window);
        }
        if (grid.windowOf(pts) >= next) {
            open.add(pts);
        } else if (next > 0) {
            lateFrames++;
        }
    }

    private boolean complete(long dts) {
        if (pending.isEmpty() && open.isEmpty() && next == 0) {
            return false;
        }
        long end = grid.end(next);
        return dts >= end + video.reorderDelay()
                && open.stream().filter(pts -> pts >= end).count() >= video.reorderFrames();
    }

    private List<CutWindow> close(boolean drain, boolean last) {
        long end = grid.end(next);
        if (open.stream().anyMatch(pts -> pts < end)) {
            return List.of(fill(drain, last));
        }
        return List.of(new Empty(next++));
    }

    private Filled fill(boolean drain, boolean last) {
        long end = grid.end(next);
        long first = open.stream().mapToLong(Long::longValue).filter(pts -> pts < end).min().orElse(grid.start(next));
        keyFrames.recorded(pending, next);
        Filled filled = new Filled(next, pending, keyFrames.recordFor(first), drain, last);
        open.removeIf(pts -> pts < end);
        pending = new ArrayList<>();
        pendingBytes = 0;
        next++;
        return filled;
    }
}
