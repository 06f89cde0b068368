package dev.telltale.faces;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkAuthor;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.TrackerSnapshot;
import dev.telltale.schemas.WindowMark;
import dev.telltale.vision.media.DecodeCounts;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes down a finished window. */
final class WindowWriter {
    /** A track whose last sight lies further before the window's last frame has ended in it. */
    private static final long ENDED_MICROS = 150_000;

    private final FrameWindow record;
    private final OpenWindow window;
    private final DecodeCounts lost;
    private final @Nullable String undecodable;
    private final Coverage coverage;
    private final long endMicros;

    WindowWriter(FrameWindow record, OpenWindow window, DecodeCounts lost, @Nullable String undecodable) {
        this.record = record;
        this.window = window;
        this.lost = lost;
        this.undecodable = undecodable;
        SlotGrid grid = window.grid();
        coverage = new Coverage(window.micros(), grid.lengthMicros() / SlotGrid.SLOTS);
        endMicros = record.getLast()
                ? Math.min(grid.endMicros(), coverage.end(grid.startMicros()))
                : grid.endMicros();
    }

    static PlanRef ref(DetectorPlan plan) {
        return new PlanRef(plan.getName(), plan.getVersion());
    }

    WindowOutput write(List<TrackWindow> tracks, TrackerSnapshot snapshot) {
        return new WindowOutput(mark(tracks), tracks.stream().map(this::faceWindow).toList(), snapshot);
    }

    private WindowMark mark(List<TrackWindow> tracks) {
        long start = window.grid().startMicros();
        return WindowMark.newBuilder().setStream(record.getStream()).setEpoch(record.getEpoch())
                .setWindow(record.getWindow()).setWindowMillis(record.getWindowMillis())
                .setCaptureStart(record.getCaptureStart()).setAuthor(MarkAuthor.FACES).setReason(reason(tracks))
                .setDetail(detail()).setPlan(ref(window.plan()))
                .setTracks(tracks.stream().map(TrackWindow::summary).toList()).setPictureWidth(window.width())
                .setPictureHeight(window.height()).setFrames(window.micros().size())
                .setDecodeErrors((int) Math.min(Integer.MAX_VALUE, lost.lost()))
                .setCoverage(coverage.share(start, endMicros)).setPartial(shortened())
                .setSeconds((float) ((endMicros - start) / 1e6)).setKeepAll(record.getKeepAll()).build();
    }

    private MarkReason reason(List<TrackWindow> tracks) {
        if (!tracks.isEmpty()) {
            return MarkReason.TRACKS;
        }
        return window.micros().isEmpty() ? MarkReason.UNDECODABLE : MarkReason.NO_FACE;
    }

    private @Nullable String detail() {
        if (undecodable != null) {
            return undecodable;
        }
        if (window.micros().isEmpty()) {
            return lost.beforeKey() > 0 ? "no key frame yet" : "no frame came out of the decoder";
        }
        if (window.reduced() > 0) {
            return window.reduced() + " crops packed smaller than planned or left out: the record would be too large";
        }
        return lost.overLimit() > 0 ? lost.overLimit() + " frames dropped: too many a second" : null;
    }

    private boolean shortened() {
        return endMicros < window.grid().endMicros() - window.grid().lengthMicros() / SlotGrid.SLOTS;
    }

    private FaceWindow faceWindow(TrackWindow track) {
        return FaceWindow.newBuilder().setStream(record.getStream()).setEpoch(record.getEpoch())
                .setWindow(record.getWindow()).setTrack(track.track()).setWindowMillis(record.getWindowMillis())
                .setCaptureStart(record.getCaptureStart()).setPlan(ref(window.plan())).setPictureWidth(window.width())
                .setPictureHeight(window.height()).setSlots(track.slots()).setCrops(track.crops())
                .setPartial(partial(track)).setQuality(track.quality()).build();
    }

    private boolean partial(TrackWindow track) {
        boolean begins = track.track() >= window.before().nextTrack();
        boolean ends = track.lastMicros() < window.micros().getLast() - ENDED_MICROS;
        return begins || ends || shortened();
    }
}
