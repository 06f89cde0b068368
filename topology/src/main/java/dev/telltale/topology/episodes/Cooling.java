package dev.telltale.topology.episodes;

import dev.telltale.schemas.CloseReason;
import dev.telltale.topology.rules.AggregationConfig;

import java.time.Instant;

/**
 * An alert whose evidence has fallen too low to keep it open. Suspicious windows still join it, but only evidence reopens it, so
 * that a faint suspicion now and then does not keep it open for ever.
 *
 * @param file what is known of it
 * @param since capture time of the end of the window with which it fell
 */
public record Cooling(Case file, Instant since) implements Episode {

    @Override
    public Step after(Observation seen, AggregationConfig config) {
        if (seen.muted() || seen.level() >= file.closeAtFor(seen)) {
            return new Open(file).after(seen, config);
        }
        var grown = file.with(seen);
        if (!seen.end().isBefore(since.plus(config.joinWithin()))) {
            var alert = AlertWriter.closed(grown.told(seen.end()), CloseReason.EVIDENCE_DECAYED);
            return new Step(seen.level() > 0 ? new Rising(Dossier.EMPTY) : new Quiet(), alert);
        }
        if (!grown.updateDue(seen.end(), config.updateEvery())) {
            return Step.silent(new Cooling(grown, since));
        }
        var told = grown.told(seen.end());
        return new Step(new Cooling(told, since), AlertWriter.updated(told));
    }

    @Override
    public Step ended(Instant at) {
        return new Open(file).ended(at);
    }
}
