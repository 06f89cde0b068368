package dev.telltale.topology.order;

import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.WindowMark;
import dev.telltale.topology.rules.AggregationConfig;
import dev.telltale.topology.rules.DropCounter;
import dev.telltale.topology.rules.DropReason;
import dev.telltale.topology.rules.RejectedRecordException;

import java.time.Duration;
import java.util.Objects;

/** Takes marks into the ledger. */
final class MarkIntake {
    private final AggregationConfig config;
    private final Ledger ledger;
    private final DropCounter drops;

    MarkIntake(AggregationConfig config, Ledger ledger, DropCounter drops) {
        this.config = config;
        this.ledger = ledger;
        this.drops = drops;
    }

    /** Takes a mark; false where it changes nothing. */
    boolean admit(WindowMark mark) {
        var stream = Objects.requireNonNullElse(ledger.stream(mark.getStream()), StreamState.NEW);
        if (stream.knowsOf(mark.getEpoch())) {
            return drop(DropReason.LATE);
        }
        var id = new EpochId(mark.getStream(), mark.getEpoch());
        var known = ledger.epoch(id);
        var epoch = begun(known == null ? EpochState.opening() : known, mark);
        refuseJump(epoch, mark);
        if (mark.getWindow() < epoch.next()) {
            return drop(DropReason.LATE);
        }
        if (epoch.over(mark.getWindow()) && mark.getReason() != MarkReason.EPOCH_END) {
            return drop(DropReason.AFTER_END);
        }
        if (!(mark.getReason() == MarkReason.EPOCH_END ? end(id, epoch, mark) : keep(id, epoch, mark))) {
            return drop(DropReason.DUPLICATE);
        }
        if (known == null) {
            ledger.stream(mark.getStream(), stream.opening(mark.getEpoch()));
        }
        return true;
    }

    /**
     * The first mark that comes need not be that of the first window: those before it may come up to grace later. Of an offline
     * source it may even be that of its end, which ingest has reached long before the first window is decoded.
     */
    private EpochState begun(EpochState epoch, WindowMark mark) {
        if (epoch.marked()) {
            return epoch;
        }
        return epoch.begin(mark.getKeepAll() ? 0 : Math.max(0, mark.getWindow() - config.graceWindows(length(mark))));
    }

    private void refuseJump(EpochState epoch, WindowMark mark) {
        if (epoch.clock() != EpochState.UNKNOWN
                && mark.getWindow() - epoch.clock() > config.maxJumpWindows(length(mark))) {
            throw new RejectedRecordException(DropReason.WINDOW_JUMP,
                    "window " + mark.getWindow() + " after " + epoch.clock());
        }
    }

    private boolean end(EpochId id, EpochState epoch, WindowMark mark) {
        if (epoch.ended()) {
            return false;
        }
        var ending = epoch.marked(epoch.clock(), length(mark), mark.getKeepAll()).endingAt(mark.getWindow(),
                mark.getEndsStream());
        ledger.epoch(id, ending);
        return true;
    }

    private boolean keep(EpochId id, EpochState epoch, WindowMark mark) {
        var pending = Objects.requireNonNullElse(ledger.window(id, mark.getWindow()), PendingWindow.EMPTY);
        if (pending.mark() != null) {
            return false;
        }
        ledger.window(id, mark.getWindow(), pending.marked(Mark.of(mark)));
        ledger.epoch(id, epoch.marked(mark.getWindow(), length(mark), mark.getKeepAll()));
        return true;
    }

    private boolean drop(DropReason reason) {
        drops.count(reason);
        return false;
    }

    private static Duration length(WindowMark mark) {
        return Duration.ofMillis(mark.getWindowMillis());
    }
}
