package dev.telltale.faces;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.PlanRef;
import dev.telltale.vision.Picture;
import dev.telltale.vision.media.CodedVideo;
import dev.telltale.vision.media.DecodeCounts;
import dev.telltale.vision.media.EntryPoints;
import dev.telltale.vision.media.MediaPacket;
import dev.telltale.vision.media.PacketDecoder;
import dev.telltale.vision.media.UndecodableException;
import dev.telltale.vision.tracking.FaceTracker;
import dev.telltale.vision.tracking.TrackerState;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;

/**
 * One epoch of one stream: a warm decoder, a tracker and the windows that are being filled. Frames of windows that are done
 * are decoded and thrown away, which is how a restarted worker comes back to where it was.
 */
final class EpochVision implements AutoCloseable {
    private final String stream;
    private final String epoch;
    private final VisionTools tools;
    private final FacesSettings settings;
    private final PlanSource plans;
    private final FaceTracker tracker;
    private final KeyFrames keyFrames = new KeyFrames();
    private EntryPoints entries;
    private final TreeMap<Long, OpenWindow> open = new TreeMap<>();
    private final @Nullable PacketDecoder decoder;
    private final CodedVideo video;
    private final long originPts;
    private final long windowMillis;
    private @Nullable String undecodable;
    private @Nullable PlanRef restoredPlan;
    private long nextWindow;
    private long newestWindow = Long.MIN_VALUE;
    private DecodeCounts countedUpTo = DecodeCounts.NONE;

    /** @param start where to begin: a snapshot's state, or the beginning of an epoch */
    EpochVision(FrameWindow first, Start start, VisionTools tools, FacesSettings settings, PlanSource plans) {
        this.stream = first.getStream();
        this.epoch = first.getEpoch();
        this.tools = tools;
        this.settings = settings;
        this.plans = plans;
        this.video = Converted.video(first);
        this.originPts = first.getOriginPts();
        this.entries = new EntryPoints(video);
        this.windowMillis = first.getWindowMillis();
        this.nextWindow = start.window();
        this.restoredPlan = start.plan();
        this.tracker = new FaceTracker(tools.detector(), tools.closeUp(), tools.landmarks(), settings.tracker(),
                start.state());
        this.decoder = openDecoder();
    }

    /**
     * Where an epoch is taken up.
     *
     * @param window the first window to fill
     * @param state of the tracker before its first frame
     * @param plan in force for that window where that is decided already
     */
    record Start(long window, TrackerState state, @Nullable PlanRef plan) {
        static final Start BEGINNING = new Start(0, TrackerState.START, null);
    }

    private @Nullable PacketDecoder openDecoder() {
        try {
            return new PacketDecoder(video, originPts, settings.limits());
        } catch (UndecodableException e) {
            undecodable = e.getMessage();
            return null;
        }
    }

    String epoch() {
        return epoch;
    }

    /** Decodes a record's packets and gives its frames to the windows that they belong to. */
    void feed(FrameWindow record, long offset) {
        List<MediaPacket> packets = record.getPackets().stream().map(Converted::packet).toList();
        packets.forEach(packet -> entries.see(packet, offset).forEach(
                entry -> keyFrames.add(video.timeBase().toMicros(entry.pts() - originPts), entry.record())));
        if (decoder != null) {
            tools.decodeAhead().feed(decoder, packets, record.getDrain(), this::take);
        }
    }

    private void take(Picture picture) {
        long window = SlotGrid.window(picture.time(), windowMillis);
        if (picture.time().micros() < 0 || window < nextWindow || window < newestWindow) {
            picture.close();
            return;
        }
        OpenWindow target = open.get(window);
        if (target == null) {
            target = begin(window, tracker.state());
        }
        target.add(picture, tracker.track(picture));
    }

    private OpenWindow begin(long window, TrackerState before) {
        PlanRef restored = window == nextWindow ? restoredPlan : null;
        DetectorPlan plan = restored == null ? plans.current(stream) : plans.exactly(restored);
        var begun = new OpenWindow(SlotGrid.of(window, windowMillis), before, plan, tools, settings.maxRecordBytes());
        open.put(window, begun);
        newestWindow = Math.max(newestWindow, window);
        return begun;
    }

    /** Closes the record's window: every frame of it is out. */
    WindowOutput finish(FrameWindow record, long offset) {
        OpenWindow window = open.get(record.getWindow());
        if (window == null) {
            window = begin(record.getWindow(), tracker.state());
        }
        List<TrackWindow> tracks = window.finish();
        var writer = new WindowWriter(record, window, lost(), undecodable);
        advance(record.getWindow() + 1);
        OpenWindow next = open.get(nextWindow);
        TrackerState state = next == null ? tracker.state() : next.before();
        long resumeOffset = keyFrames.recordFor(nextWindow * windowMillis * 1000, offset);
        return writer.write(tracks,
                Converted.snapshot(record, resumeOffset, state, next == null ? null : WindowWriter.ref(next.plan())));
    }

    /** Writes the window off without looking at its packets or frames. */
    WindowOutput giveUp(FrameWindow record, long offset, String reason) {
        skip();
        OpenWindow window = open.remove(record.getWindow());
        if (window != null) {
            window.close();
        }
        DetectorPlan plan = plans.current(stream);
        var empty = new OpenWindow(SlotGrid.of(record.getWindow(), windowMillis), tracker.state(), plan, tools,
                settings.maxRecordBytes());
        var writer = new WindowWriter(record, empty, lost(), reason);
        advance(record.getWindow() + 1);
        return writer.write(List.of(), Converted.snapshot(record, offset + 1, tracker.state(), null));
    }

    private void advance(long window) {
        nextWindow = window;
        restoredPlan = null;
        while (!open.isEmpty() && open.firstKey() < window) {
            open.pollFirstEntry().getValue().close();
        }
    }

    private DecodeCounts lost() {
        DecodeCounts now = decoder == null ? DecodeCounts.NONE : decoder.counts();
        DecodeCounts since = now.since(countedUpTo);
        countedUpTo = now;
        return since;
    }

    /** What was counted while earlier records were decoded again belongs to windows that are done. */
    void forgetCounts() {
        lost();
    }

    /** A record could not be used: decoding goes on at the next key frame. */
    void skip() {
        keyFrames.clear();
        entries = new EntryPoints(video);
        if (decoder != null) {
            decoder.reset();
        }
    }

    /** Pictures first, then the decoder they come from. */
    @Override
    public void close() {
        open.values().forEach(OpenWindow::close);
        open.clear();
        tracker.close();
        if (decoder != null) {
            decoder.close();
        }
    }
}
