package dev.telltale.faces;

import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.TrackerSnapshot;
import dev.telltale.schemas.TrustedRecords;

import org.jspecify.annotations.Nullable;

/**
 * One stream: frame windows in, marks, face windows and snapshots out. A pure function of the records since the snapshot's
 * resume offset: taken up again anywhere it gives the same bytes.
 */
public final class StreamVision implements AutoCloseable {
    static {
        TrustedRecords.trust(FrameWindow.class);
    }

    private final VisionTools tools;
    private final FacesSettings settings;
    private final PlanSource plans;
    private final @Nullable TrackerSnapshot restored;
    private @Nullable EpochVision current;

    /** @param restored what the last worker wrote down; null for a new stream */
    public StreamVision(VisionTools tools, FacesSettings settings, PlanSource plans,
            @Nullable TrackerSnapshot restored) {
        this.tools = tools;
        this.settings = settings;
        this.plans = plans;
        this.restored = restored;
    }

    /** Takes a record that a worker before this one has finished: it is only decoded. */
    public void replay(FrameWindow record, long offset) {
        TrackerSnapshot from = restored;
        if (from == null || from.getEnded() || !from.getEpoch().equals(record.getEpoch())
                || offset < from.getResumeOffset()) {
            return;
        }
        EpochVision epoch = epoch(record);
        epoch.feed(record, offset);
        epoch.forgetCounts();
    }

    /** Takes the next record and finishes its window. */
    public WindowOutput take(FrameWindow record, long offset) {
        EpochVision epoch = epoch(record);
        epoch.feed(record, offset);
        return epoch.finish(record, offset);
    }

    /** The record cannot be used, for all the tries it was given: its window is undecodable, decoding goes on at a key frame. */
    public WindowOutput giveUp(FrameWindow record, long offset, String reason) {
        return epoch(record).giveUp(record, offset, reason);
    }

    /** The record at hand cannot be used: its packets are missing from here on. */
    public void skip() {
        if (current != null) {
            current.skip();
        }
    }

    private EpochVision epoch(FrameWindow record) {
        EpochVision known = current;
        if (known != null && known.epoch().equals(record.getEpoch())) {
            return known;
        }
        close();
        EpochVision begun = new EpochVision(record, start(record), tools, settings, plans);
        current = begun;
        return begun;
    }

    private EpochVision.Start start(FrameWindow record) {
        TrackerSnapshot from = restored;
        return from != null && from.getEpoch().equals(record.getEpoch())
                ? new EpochVision.Start(from.getResumeWindow(), Converted.state(from), from.getPlan())
                : EpochVision.Start.BEGINNING;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
