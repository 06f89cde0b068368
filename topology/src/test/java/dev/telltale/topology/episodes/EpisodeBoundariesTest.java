package dev.telltale.topology.episodes;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.Appearance;
import dev.telltale.schemas.CloseReason;
import dev.telltale.topology.judging.Evidence;
import dev.telltale.topology.judging.Face;
import dev.telltale.topology.judging.Judgement;
import dev.telltale.topology.judging.Plan;
import dev.telltale.topology.rig.Samples;
import dev.telltale.topology.rules.AggregationConfig;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** To the millisecond: when an episode cools, when it is closed, and whose suspicion still belongs to it. */
class EpisodeBoundariesTest {
    private static final AggregationConfig CONFIG = AggregationConfig.standard();
    private static final Plan PLAN = Plan.of(Samples.plan(Samples.PLAN, "alpha"));
    private static final double OPEN_AT = 6;
    private static final double CLOSE_AT = 2;
    private static final double FAINT = 1;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration JOIN = CONFIG.joinWithin();
    private static final Duration INSTANT = Duration.ofMillis(1);

    @Test
    void shouldCoolOnlyBelowTheThresholdAndWarmUpAgainAtIt() {
        // Given
        Episode open = opened();
        // When, Then
        assertThat(open.after(window(Duration.ZERO, CLOSE_AT), CONFIG).next()).isInstanceOf(Open.class);
        Episode cooling = open.after(window(Duration.ZERO, Math.nextDown(CLOSE_AT)), CONFIG).next();
        assertThat(cooling).isInstanceOf(Cooling.class);
        assertThat(cooling.after(window(WINDOW, CLOSE_AT), CONFIG).next()).isInstanceOf(Open.class);
        assertThat(cooling.after(window(WINDOW, Math.nextDown(CLOSE_AT)), CONFIG).next()).isInstanceOf(Cooling.class);
    }

    @Test
    void shouldCloseWhenItHasBeenCoolForAWholeMinuteAndNotBefore() {
        // Given an episode that has been cool since the end of its second window
        Episode cooling = opened().after(window(Duration.ZERO, FAINT), CONFIG).next();
        // When
        Step early = cooling.after(window(JOIN.minus(INSTANT), FAINT), CONFIG);
        Step due = cooling.after(window(JOIN, FAINT), CONFIG);
        // Then
        assertThat(early.next()).isEqualTo(new Cooling(((Cooling) early.next()).file(), end(Duration.ZERO)));
        Alert closed = Objects.requireNonNull(due.alert());
        assertThat(closed.getTransition()).isEqualTo(AlertTransition.CLOSED);
        assertThat(closed.getCloseReason()).isEqualTo(CloseReason.EVIDENCE_DECAYED);
        assertThat(closed.getAt()).isEqualTo(end(JOIN));
        assertThat(due.next()).isEqualTo(new Rising(Dossier.EMPTY));
    }

    @Test
    void shouldCountWhoWasSuspiciousWithinTheMinuteBeforeItOpens() {
        // Given two faces, one suspicious a moment longer ago than the other, while evidence does not suffice yet
        Episode rising = new Quiet().after(window(Duration.ZERO, FAINT, face(1)), CONFIG).next()
                .after(window(INSTANT, FAINT, face(2)), CONFIG).next();
        // When: from the end of the second one's window to the start of the one that opens it is a minute, to the millisecond
        Step opening = rising.after(window(INSTANT.plus(WINDOW).plus(JOIN), OPEN_AT, face(3)), CONFIG);
        // Then
        assertThat(Objects.requireNonNull(opening.alert()).getAppearances()).extracting(Appearance::getTrack)
                .containsExactly(2, 3);
    }

    private static Episode opened() {
        return new Quiet().after(window(WINDOW.negated(), OPEN_AT, face(1)), CONFIG).next();
    }

    /** A window of a second in which the evidence of the stream reaches a level. */
    private static Observation window(Duration start, double level, Judgement... judged) {
        Evidence whole = new Evidence(level, Samples.START, end(start));
        return new Observation("news", "01", 0, Samples.START.plus(start), end(start), PLAN, List.of(judged),
                Evidence.NONE, whole, false, false);
    }

    private static Instant end(Duration start) {
        return Samples.START.plus(start).plus(WINDOW);
    }

    private static Judgement face(int track) {
        return new Judgement(new Face(track, Samples.BOX, 0, 1, 1), 2, 1, List.of(), false, List.of(), List.of());
    }
}
