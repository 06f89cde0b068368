package dev.telltale.topology.episodes;

import dev.telltale.topology.judging.Evidence;
import dev.telltale.topology.judging.Judgement;
import dev.telltale.topology.judging.Plan;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What an applied window means for the episode of its stream.
 *
 * @param stream the stream
 * @param epoch its epoch
 * @param window number of the window
 * @param start capture time of its start
 * @param end capture time of its end
 * @param plan the plan that was applied; null where the window has none
 * @param judged the faces that may raise an alert
 * @param track the highest evidence of a track after the window
 * @param whole the evidence of the stream after the window
 * @param partial whether a detector was missing
 * @param muted whether the window raises no alert at all
 */
public record Observation(String stream, String epoch, long window, Instant start, Instant end, @Nullable Plan plan,
        List<Judgement> judged, Evidence track, Evidence whole, boolean partial, boolean muted) {

    /** The higher one of both evidences. */
    public double level() {
        return Math.max(track.value(), whole.value());
    }

    /** Whether evidence suffices to open an episode. */
    public boolean opens() {
        return plan != null && !muted && level() >= plan.thresholds().getOpenAt();
    }
}
