package dev.telltale.topology.episodes;

import dev.telltale.topology.rules.AggregationConfig;

import java.time.Instant;

/** Where the episode of a stream stands. Each transition is a method of the state that is left. */
public sealed interface Episode permits Quiet, Rising, Open, Cooling {

    /** One window more. */
    Step after(Observation seen, AggregationConfig config);

    /**
     * The stream is over.
     *
     * @param at capture time of the end of its last window
     */
    Step ended(Instant at);
}
