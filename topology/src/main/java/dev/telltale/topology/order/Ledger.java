package dev.telltale.topology.order;

import dev.telltale.topology.judging.Exemptions;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is kept between records. A pending window is an entry of its own, so that a score rewrites its window only and not all that
 * wait with it.
 */
public interface Ledger {
    /** Where the stream stands; null: nothing is known of it. */
    @Nullable
    StreamState stream(String stream);

    /** Writes where the stream stands; null forgets it. */
    void stream(String stream, @Nullable StreamState state);

    /** Where the epoch stands; null: it has not begun or is finished. */
    @Nullable
    EpochState epoch(EpochId epoch);

    /** Writes where the epoch stands; null forgets it. */
    void epoch(EpochId epoch, @Nullable EpochState state);

    /** A window that has not been applied; null: nothing is known of it. */
    @Nullable
    PendingWindow window(EpochId epoch, long window);

    /** Writes a window that has not been applied; null forgets it. */
    void window(EpochId epoch, long window, @Nullable PendingWindow state);

    /** Numbers of all windows of the epoch that are kept, ascending. */
    List<Long> windows(EpochId epoch);

    /** What raises no alert in the stream. */
    Exemptions exemptions(String stream);
}
