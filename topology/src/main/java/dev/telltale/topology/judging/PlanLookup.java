package dev.telltale.topology.judging;

import dev.telltale.schemas.PlanRef;

import org.jspecify.annotations.Nullable;

/** Finds immutable plans. */
@FunctionalInterface
public interface PlanLookup {
    /** The plan; null: not yet known, ask again later. */
    @Nullable
    Plan find(PlanRef ref);
}
