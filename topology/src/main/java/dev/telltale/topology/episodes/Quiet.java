package dev.telltale.topology.episodes;

import dev.telltale.topology.rules.AggregationConfig;

import java.time.Instant;

/** No evidence. */
public record Quiet() implements Episode {

    @Override
    public Step after(Observation seen, AggregationConfig config) {
        return new Rising(Dossier.EMPTY).after(seen, config);
    }

    @Override
    public Step ended(Instant at) {
        return Step.silent(this);
    }
}
