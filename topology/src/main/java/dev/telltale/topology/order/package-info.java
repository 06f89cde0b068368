/**
 * Order and completeness: which windows are known, which are complete, and in which order they are applied. Pure; what is kept
 * between records lies behind {@link dev.telltale.topology.order.Ledger}.
 *
 * <p>The rules, so that the alert log depends on what was said and not on when it came:
 * <ul>
 * <li>The epochs of a stream are applied one after the other, by their ULIDs; the windows of an epoch in their order, each whole:
 * stream evidence and episode need one order for all tracks. A window without a face is applied as soon as it is its turn.
 * <li>A window waits for every active detector of its plan, on every track, until the epoch's clock (the highest window in its
 * marks) is {@code grace} past it; then it is applied as partial. A window number without a mark is passed over likewise.
 * <li>Sources that are read as fast as they can be ({@code keepAll}) have no such clock; they wait.
 * <li>When nothing new has come for a stream for {@code grace} of wall-clock time, what is pending is applied as partial. This, and
 * not the mark itself, is what ends the wait at EPOCH_END: scores of the last windows are still on their way when it is written, and of
 * a file that is read faster than it is decoded, all marks are. Windows without a mark are waited for, unless a later one was seen or
 * the silence has lasted for {@code abandonAfter}.
 * <li>A detector without which {@code patience} windows in a row had to be applied is DOWN and not waited for. It is up again with
 * the first score that is in time, or less than {@code patience} windows behind the clock. So silence shorter than {@code grace}
 * changes nothing, nor does a time in which it was not asked. It is reported as overdue as soon as it keeps a window waiting for
 * {@code patience} windows.
 * <li>A stream is over when an epoch of a {@code keepAll} source has ended, when an epoch of a stream that was removed has ended,
 * when the next epoch begins more than {@code resetAfter} of capture time after the last one, or when an epoch has ended and
 * nothing has come for {@code grace} of wall-clock time. Its open episode is then closed and its evidence forgotten.
 * </ul>
 */
@NullMarked
package dev.telltale.topology.order;

import org.jspecify.annotations.NullMarked;
