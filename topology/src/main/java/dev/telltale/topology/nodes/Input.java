package dev.telltale.topology.nodes;

import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.WindowMark;
import dev.telltale.schemas.WindowScore;

import org.jspecify.annotations.Nullable;

/** What passes the guards. */
public sealed interface Input {
    /** What became of a window. */
    record Marked(WindowMark mark) implements Input {}

    /** What a detector says of a face in a window. */
    record Scored(WindowScore score) implements Input {}

    /**
     * What to watch.
     *
     * @param spec null: no longer
     */
    record Specified(@Nullable StreamSpec spec) implements Input {}
}
