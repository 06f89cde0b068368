package dev.telltale.aggregator;

import dev.telltale.topology.episodes.Cooling;
import dev.telltale.topology.episodes.Episode;
import dev.telltale.topology.episodes.Open;
import dev.telltale.topology.episodes.Quiet;
import dev.telltale.topology.episodes.Rising;
import dev.telltale.topology.order.StreamState;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a stream stands, for people and dashboards.
 *
 * @param stream the stream
 * @param openEpochs epochs that are being applied or wait for it
 * @param judgedUntil capture time of the end of the last window that was applied
 * @param evidence sequential evidence of the stream
 * @param risk how far its episode has come
 * @param alert id of the open episode
 * @param detectorsDown overdue detectors, as name@version
 */
public record StreamView(String stream, List<String> openEpochs, Instant judgedUntil, double evidence, Risk risk,
        Optional<String> alert, List<String> detectorsDown) {

    /** How far an episode has come. */
    public enum Risk {
        /** No evidence. */
        QUIET,
        /** Evidence that does not suffice. */
        RISING,
        /** An alert is open. */
        OPEN,
        /** An alert is open whose evidence fades. */
        COOLING
    }

    static StreamView of(String stream, StreamState state) {
        return new StreamView(stream, state.open(), state.lastEnd(), state.evidence().value(), risk(state.episode()),
                alert(state.episode()), state.reported().down());
    }

    private static Risk risk(Episode episode) {
        return switch (episode) {
            case Quiet() -> Risk.QUIET;
            case Rising(var dossier) -> Risk.RISING;
            case Open(var file) -> Risk.OPEN;
            case Cooling(var file, var since) -> Risk.COOLING;
        };
    }

    private static Optional<String> alert(Episode episode) {
        return switch (episode) {
            case Open(var file) -> Optional.of(file.alert());
            case Cooling(var file, var since) -> Optional.of(file.alert());
            case Quiet() -> Optional.empty();
            case Rising(var dossier) -> Optional.empty();
        };
    }
}
