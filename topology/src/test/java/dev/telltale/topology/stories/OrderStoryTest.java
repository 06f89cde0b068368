package dev.telltale.topology.stories;

import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Verdict;
import dev.telltale.topology.rig.Feed;
import dev.telltale.topology.rig.Rig;
import dev.telltale.topology.rig.Samples;
import dev.telltale.topology.rules.DropReason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Which windows are applied when, and what is waited for. */
class OrderStoryTest {
    private static final int GRACE = 36;
    private static final int PATIENCE = 8;

    private final Rig rig = new Rig();
    private final Feed news = new Feed(rig, "news", "alpha", "beta");

    @BeforeEach
    void givenAPlan() {
        rig.plan(Samples.plan(Samples.PLAN, "alpha", "beta"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldApplyWindowsInOrderAndCompleteOnesAtOnce() {
        // Given two windows of which the first lacks a score
        news.mark(Samples.face(1)).mark(Samples.face(1));
        news.score(0, 1, "alpha", 1).score(1, 1, "alpha", 1).score(1, 1, "beta", 1);
        assertThat(rig.verdicts()).isEmpty();

        // When it comes
        news.score(0, 1, "beta", 1);

        // Then both are applied, in order
        assertThat(rig.verdicts()).extracting(Verdict::getWindow).containsExactly(0L, 1L);
        assertThat(rig.verdicts()).noneMatch(Verdict::getPartial);
    }

    @Test
    void shouldTakeScoresBeforeTheirMark() {
        // Given scores that overtook their mark
        news.score(0, 1, "alpha", 1).score(0, 1, "beta", 1);

        // When it comes
        news.mark(Samples.face(1));

        // Then the window is complete
        assertThat(rig.verdicts()).singleElement().matches(verdict -> verdict.getOpinions() == 2);
    }

    @Test
    void shouldApplyAnIncompleteWindowWhenItsGraceIsOver() {
        // Given a window that lacks a score, and complete ones after it
        news.windows(1, 1, 1, List.of("alpha")).windows(GRACE - 1, 1, 1);
        assertThat(rig.verdicts()).isEmpty();

        // When the clock is grace past it
        news.windows(1, 1, 1);

        // Then it is applied as partial, the others in full, and its score is late
        assertThat(rig.verdicts()).hasSize(GRACE + 1).first().satisfies(verdict -> {
            assertThat(verdict.getPartial()).isTrue();
            assertThat(verdict.getMissing()).containsExactly("beta@1");
        });
        assertThat(rig.verdicts()).filteredOn(Verdict::getPartial).hasSize(1);
        news.score(0, 1, "beta", 1);
        assertThat(rig.drops(DropReason.LATE)).isOne();
        assertThat(rig.verdicts()).hasSize(GRACE + 1);
    }

    @Test
    void shouldNotWaitForADetectorThatIsDownUntilItSpeaks() {
        // Given a detector that is silent for as long as grace and patience
        news.windows(GRACE + PATIENCE, 1, 1, news.without("beta"));
        assertThat(rig.verdicts()).hasSizeGreaterThanOrEqualTo(PATIENCE);

        // When further windows come
        news.windows(5, 1, 1, news.without("beta"));

        // Then none is waited for, and the status says why
        assertThat(rig.verdicts()).hasSize(GRACE + PATIENCE + 5).allMatch(Verdict::getPartial);
        assertThat(rig.statuses().getLast().getDetectorsDown()).containsExactly("beta@1");

        // And when it speaks again, just too late, it is waited for
        news.score(news.next() - 1, 1, "beta", 1);
        var before = rig.verdicts().size();
        news.windows(1, 1, 1, news.without("beta"));
        assertThat(rig.verdicts()).hasSize(before);
        news.score(news.next() - 1, 1, "beta", 1);
        assertThat(rig.verdicts()).hasSize(before + 1).last().matches(verdict -> !verdict.getPartial());
    }

    @Test
    void shouldReportADetectorThatKeepsWindowsWaitingLongBeforeItIsGivenUp() {
        // Given all is well
        news.windows(3, 1, 1);
        assertThat(rig.statuses()).isNotEmpty().allMatch(status -> status.getDetectorsDown().isEmpty());

        // When a detector is silent for a little more than its patience
        news.windows(PATIENCE + 2, 1, 1, news.without("beta"));

        // Then it is reported, and still waited for
        assertThat(rig.statuses().getLast().getDetectorsDown()).containsExactly("beta@1");
        assertThat(rig.verdicts()).hasSize(3);
    }

    @Test
    void shouldWaitForADetectorThatWasNotAskedForLong() {
        // Given minutes without a face after one lost score
        news.windows(3, 1, 1).windows(1, 1, 1, news.without("beta")).empty(3 * GRACE);

        // When a face appears
        news.mark(Samples.face(2)).score(news.next() - 1, 2, "alpha", 1);
        var before = rig.verdicts().size();
        news.score(news.next() - 1, 2, "beta", 1);

        // Then its window waited for both
        assertThat(rig.verdicts()).hasSize(before + 1).last().matches(verdict -> verdict.getOpinions() == 2);
    }

    @Test
    void shouldNotGiveUpWindowsOfAnOfflineSourceByItsOwnClock() {
        // Given a file that is read much faster than it is scored
        for (long window = 0; window < 3 * GRACE; window++) {
            rig.mark(Samples.mark("file", "01", window, Samples.face(1)).setKeepAll(true).build());
        }
        rig.mark(Samples.unseen("file", "01", 3 * GRACE, MarkReason.EPOCH_END).setKeepAll(true).build());
        assertThat(rig.verdicts()).isEmpty();

        // When the scores come at last
        for (long window = 0; window < 3 * GRACE; window++) {
            rig.score(Samples.score("file", "01", window, 1, "alpha", 1).build());
            rig.score(Samples.score("file", "01", window, 1, "beta", 1).build());
        }

        // Then every window is judged in full, and the end is reported
        assertThat(rig.verdicts()).hasSize(3 * GRACE).noneMatch(Verdict::getPartial);
        assertThat(rig.statuses().getLast()).satisfies(status -> {
            assertThat(status.getEpochEnded()).isTrue();
            assertThat(status.getEpoch()).isEqualTo("01");
            assertThat(status.getNextWindow()).isEqualTo(3 * GRACE);
            assertThat(status.getCoverage()).isEqualTo(1f);
        });
    }

    @Test
    void shouldWaitForTheMarksOfAFileWhoseEndIsKnownFirst() {
        // Given a file that ingest has read to its end before its first window is decoded, which takes minutes
        rig.mark(Samples.unseen("file", "01", 100, MarkReason.EPOCH_END).setKeepAll(true).build());
        rig.pass(Duration.ofMinutes(2));

        // When its windows come
        for (long window = 0; window < 100; window++) {
            rig.mark(Samples.mark("file", "01", window, Samples.face(1)).setKeepAll(true).build());
            rig.score(Samples.score("file", "01", window, 1, "alpha", 1).build());
            rig.score(Samples.score("file", "01", window, 1, "beta", 1).build());
        }

        // Then none is missing, and the file has ended
        assertThat(rig.verdicts()).hasSize(100).noneMatch(Verdict::getPartial);
        assertThat(rig.statuses().getLast().getEpochEnded()).isTrue();
        assertThat(rig.drops()).isEmpty();
    }

    @Test
    void shouldFinishAnEndedEpochWhoseMarksNeverCome() {
        // Given the end of an epoch, and one of its windows
        news.windows(1, 1, 1);
        rig.mark(Samples.unseen("news", "01", 10, MarkReason.EPOCH_END).build());
        rig.pass(Duration.ofMinutes(5));
        assertThat(rig.entries()).isPositive();

        // When nothing has come for ten minutes
        rig.pass(Duration.ofMinutes(6));

        // Then it is finished, and nothing is kept
        assertThat(rig.statuses().getLast().getEpochEnded()).isTrue();
        assertThat(rig.entries()).isZero();
    }

    @Test
    void shouldClosePendingWindowsByTheWallClockWhenMarksStop() {
        // Given a window that lacks a score
        news.mark(Samples.face(1)).score(0, 1, "alpha", 1);
        rig.pass(Duration.ofSeconds(40));
        assertThat(rig.verdicts()).isEmpty();

        // When nothing comes for grace
        rig.pass(Duration.ofSeconds(6));

        // Then it is applied as partial; the epoch goes on when marks do
        assertThat(rig.verdicts()).singleElement().matches(Verdict::getPartial);
        news.windows(1, 1, 1);
        assertThat(rig.verdicts()).hasSize(2).last().matches(verdict -> !verdict.getPartial());
    }

    @Test
    void shouldNotTakeItsOwnStandstillForSilence() {
        // Given a window that lacks a score
        news.mark(Samples.face(1)).score(0, 1, "alpha", 1);

        // When the process itself stands still for two minutes, and then reads what has come
        rig.freeze(Duration.ofMinutes(2));
        news.score(0, 1, "beta", 1);

        // Then nothing was given up
        assertThat(rig.verdicts()).singleElement().matches(verdict -> !verdict.getPartial());
    }

    @Test
    void shouldWaitForAPlanThatIsNotKnownYet() {
        // Given a window whose plan has not come
        var newer = new PlanRef("default", 2);
        rig.mark(Samples.mark("news", "01", 0, Samples.face(1)).setPlan(newer).build());
        rig.score(Samples.score("news", "01", 0, 1, "gamma", 1).setPlan(newer).build());
        assertThat(rig.verdicts()).isEmpty();

        // When it does
        rig.plan(Samples.plan(newer, "gamma"));
        rig.pass(Duration.ofSeconds(2));

        // Then the window is judged by it
        assertThat(rig.verdicts()).singleElement().matches(verdict -> verdict.getPlan().equals(newer)
                && verdict.getOpinions() == 1);
    }

    @Test
    void shouldWaitForThePlanOfAWindowWithoutFacesToo() {
        // Given such a window, whose plan has not come, and one behind it that has all it needs
        var newer = new PlanRef("default", 2);
        rig.mark(Samples.mark("news", "01", 0).setPlan(newer).build());
        rig.mark(Samples.mark("news", "01", 1, Samples.face(1)).build());
        List.of("alpha", "beta")
                .forEach(detector -> rig.score(Samples.score("news", "01", 1, 1, detector, 1).build()));
        assertThat(rig.verdicts()).isEmpty();

        // When it comes
        rig.plan(Samples.plan(newer, "gamma"));
        rig.pass(Duration.ofSeconds(2));

        // Then the order of marks and plans has made no difference: alerts name the plan that was applied last
        assertThat(rig.verdicts()).extracting(Verdict::getWindow).containsExactly(1L);
    }

    @Test
    void shouldEmptyItsStateWhenAllEpochsHaveEnded() {
        // Given streams with lost scores, orphans and open episodes
        for (int stream = 0; stream < 20; stream++) {
            new Feed(rig, "stream-" + stream, "alpha", "beta").windows(10, 1, 5).windows(2, 1, 1, List.of("alpha"))
                    .score(500, 1, "alpha", 1).end();
            rig.score(Samples.score("orphan-" + stream, "01", 3, 1, "alpha", 1).build());
        }
        assertThat(rig.entries()).isPositive();

        // When nothing more comes
        rig.pass(Duration.ofMinutes(2));

        // Then nothing is kept, every score without a window has been counted
        assertThat(rig.entries()).isZero();
        assertThat(rig.drops(DropReason.ORPHAN)).isEqualTo(40);
        assertThat(rig.statuses()).filteredOn(StreamStatus::getEpochEnded).hasSize(20);
    }

    @Test
    void shouldSayWhichShareOfTheLastMinuteWasJudgedInFull() {
        // Given a minute of which half was lost
        for (int window = 0; window < 60; window++) {
            rig.mark(window % 2 == 0
                    ? Samples.mark("news", "01", window).build()
                    : Samples.unseen("news", "01", window, MarkReason.SHED).build());
        }

        // When it is reported
        var status = rig.statuses().getLast();

        // Then coverage says so
        assertThat(status.getCoverage()).isBetween(0.48f, 0.52f);
    }
}
