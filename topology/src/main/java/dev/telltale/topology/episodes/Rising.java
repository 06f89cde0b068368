package dev.telltale.topology.episodes;

import dev.telltale.topology.rules.AggregationConfig;

import java.time.Instant;

/**
 * Evidence above zero that does not suffice yet.
 *
 * @param dossier what was suspicious since it left zero
 */
public record Rising(Dossier dossier) implements Episode {

    @Override
    public Step after(Observation seen, AggregationConfig config) {
        if (seen.level() <= 0) {
            return Step.silent(new Quiet());
        }
        var grown = dossier.with(seen);
        if (!seen.opens()) {
            return Step.silent(new Rising(grown));
        }
        var opened = Case.opened(seen, grown.since(seen.start().minus(config.joinWithin())));
        return new Step(new Open(opened), AlertWriter.opened(opened));
    }

    @Override
    public Step ended(Instant at) {
        return Step.silent(new Quiet());
    }
}
