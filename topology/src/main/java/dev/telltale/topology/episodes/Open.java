package dev.telltale.topology.episodes;

import dev.telltale.schemas.CloseReason;
import dev.telltale.topology.rules.AggregationConfig;

import java.time.Instant;

/**
 * An alert that lasts.
 *
 * @param file what is known of it
 */
public record Open(Case file) implements Episode {

    @Override
    public Step after(Observation seen, AggregationConfig config) {
        if (seen.muted()) {
            return close(CloseReason.MUTED, seen.end());
        }
        var grown = file.with(seen);
        Episode next = seen.level() < grown.closeAt() ? new Cooling(grown, seen.end()) : new Open(grown);
        if (!grown.updateDue(seen.end(), config.updateEvery())) {
            return Step.silent(next);
        }
        var told = grown.told(seen.end());
        next = next instanceof Cooling cooling ? new Cooling(told, cooling.since()) : new Open(told);
        return new Step(next, AlertWriter.updated(told));
    }

    @Override
    public Step ended(Instant at) {
        return close(CloseReason.STREAM_ENDED, at);
    }

    private Step close(CloseReason reason, Instant at) {
        return new Step(new Quiet(), AlertWriter.closed(file.told(at), reason));
    }
}
