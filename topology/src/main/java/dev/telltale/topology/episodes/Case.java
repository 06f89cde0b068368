package dev.telltale.topology.episodes;

import dev.telltale.schemas.AlertTrigger;
import dev.telltale.schemas.PlanRef;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The file of an open episode.
 *
 * @param alert id of the episode
 * @param opening how it began
 * @param sequence number of the last transition that was told
 * @param toldAt capture time of that transition
 * @param news whether anything suspicious has been seen since
 * @param plan the plan that was applied last
 * @param closeAt evidence below which it cools
 * @param peak highest evidence so far
 * @param dossier what was suspicious
 */
public record Case(String alert, Opening opening, int sequence, Instant toldAt, boolean news, PlanRef plan,
        double closeAt,
        double peak, Dossier dossier) {

    /**
     * How an episode began.
     *
     * @param stream the stream
     * @param epoch epoch of the window that opened it
     * @param window the window that opened it
     * @param since capture time at which the evidence that opened it left zero
     * @param at capture time of the end of the window that opened it
     * @param trigger which evidence it was; the track's where both suffice, because it says who
     * @param threshold the threshold it crossed
     * @param provisional whether the site is still learning its threshold
     */
    public record Opening(String stream, String epoch, long window, Instant since, Instant at, AlertTrigger trigger,
            double threshold, boolean provisional) {}

    /** Opens a file. */
    static Case opened(Observation seen, Dossier dossier) {
        var plan = Objects.requireNonNull(seen.plan());
        var thresholds = plan.thresholds();
        var byTrack = seen.track().value() >= thresholds.getOpenAt();
        var evidence = byTrack ? seen.track() : seen.whole();
        var opening = new Opening(seen.stream(), seen.epoch(), seen.window(), Objects.requireNonNull(evidence.since()),
                seen.end(), byTrack ? AlertTrigger.TRACK : AlertTrigger.STREAM, thresholds.getOpenAt(),
                thresholds.getProvisional());
        var id = AlertId.of(seen.stream(), seen.epoch(), seen.window(), seen.end());
        return new Case(id, opening, 0, seen.end(), false, plan.ref(), thresholds.getCloseAt(), seen.level(), dossier);
    }

    /** The file after one window more. */
    Case with(Observation seen) {
        var grown = dossier.with(seen);
        var fresh = seen.judged().stream().anyMatch(judged -> Dossier.suspicious(judged, seen));
        var ref = seen.plan() == null ? plan : seen.plan().ref();
        return new Case(alert, opening, sequence, toldAt, news || fresh, ref, closeAtFor(seen),
                Math.max(peak, seen.level()),
                grown);
    }

    /** The evidence below which the episode cools: that of the window's own plan, else the last one's. */
    double closeAtFor(Observation seen) {
        return seen.plan() == null ? closeAt : seen.plan().thresholds().getCloseAt();
    }

    /** Whether there is something to tell, and the last time is long enough ago. */
    boolean updateDue(Instant now, Duration every) {
        return news && !now.isBefore(toldAt.plus(every));
    }

    /** The file after one transition more has been told. */
    Case told(Instant at) {
        return new Case(alert, opening, sequence + 1, at, false, plan, closeAt, peak, dossier);
    }
}
