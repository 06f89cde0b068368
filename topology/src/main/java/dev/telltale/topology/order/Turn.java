package dev.telltale.topology.order;

import dev.telltale.topology.judging.Plan;

import org.jspecify.annotations.Nullable;

/** What comes next in an epoch. */
sealed interface Turn {
    /**
     * Nothing: the next window is not complete, or has not come.
     *
     * @param forPlan whether its plan is not known yet, so that it may become complete without a record of this stream
     */
    record Wait(boolean forPlan) implements Turn {}

    /** The next window has no mark and is no longer waited for. */
    record PassOver() implements Turn {}

    /**
     * The next window is complete, or no longer waited for.
     *
     * @param mark its mark
     * @param pending what has come for it
     * @param plan its plan; null where it has none or none became known
     */
    record Apply(Mark mark, PendingWindow pending, @Nullable Plan plan) implements Turn {}

    /** The epoch is through. */
    record Finish() implements Turn {}
}
