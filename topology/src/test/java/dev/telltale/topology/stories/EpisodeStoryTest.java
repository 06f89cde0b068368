package dev.telltale.topology.stories;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.AlertTrigger;
import dev.telltale.schemas.Appearance;
import dev.telltale.schemas.CloseReason;
import dev.telltale.schemas.MarkReason;
import dev.telltale.topology.rig.Feed;
import dev.telltale.topology.rig.Rig;
import dev.telltale.topology.rig.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What becomes an episode, and what becomes of it. */
class EpisodeStoryTest {
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
    void shouldMakeOneEpisodeOfAFakeThatIsCutIntoShortShots() {
        // Given shots of less than three seconds: each is a track of its own that alone never suffices
        var weak = 0.7;

        // When a fake person is shown in eight of them
        for (int shot = 1; shot <= 8; shot++) {
            news.windows(2, shot, weak);
        }

        // Then the evidence of the stream opens one episode in which every shot appears
        assertThat(rig.alerts()).extracting(Alert::getTransition).startsWith(AlertTransition.OPENED)
                .filteredOn(AlertTransition.OPENED::equals).hasSize(1);
        assertThat(rig.alerts().getFirst().getTrigger()).isEqualTo(AlertTrigger.STREAM);
        assertThat(rig.alerts().getFirst().getSince()).isEqualTo(Samples.START);
        news.windows(6, 9, weak);
        assertThat(rig.alerts().getLast().getAppearances()).extracting(Appearance::getTrack)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(rig.alerts()).extracting(Alert::getAlert).containsOnly(rig.alerts().getFirst().getAlert());
    }

    @Test
    void shouldSayWhoSinceWhenAndWhy() {
        // Given a genuine face, and after it a fake one that alpha is surer of than beta
        news.windows(5, 1, -2);
        for (int i = 0; i < 4; i++) {
            news.mark(Samples.face(2)).score(news.next() - 1, 2, "alpha", 3).score(news.next() - 1, 2, "beta", 1);
        }

        // When it opens
        var opened = rig.alerts().getFirst();

        // Then the alert says all there is to know
        assertThat(opened.getTrigger()).isEqualTo(AlertTrigger.TRACK);
        assertThat(opened.getSequence()).isZero();
        assertThat(opened.getSince()).isEqualTo(Samples.START.plusMillis(5 * Samples.MILLIS));
        assertThat(opened.getWindow()).isEqualTo(6);
        assertThat(opened.getThreshold()).isEqualTo(6);
        assertThat(opened.getAppearances()).singleElement().satisfies(seen -> {
            assertThat(seen.getTrack()).isEqualTo(2);
            assertThat(seen.getFirstWindow()).isEqualTo(5);
            assertThat(seen.getThumbnail()).isEqualTo("01/5/2/16");
            assertThat(seen.getPeakLlr()).isCloseTo(4, within(1e-9));
        });
        assertThat(opened.getContributions()).satisfiesExactly(
                share -> assertThat(share.getShare()).isCloseTo(0.75, within(1e-9)),
                share -> assertThat(share.getShare()).isCloseTo(0.25, within(1e-9)));
        assertThat(opened.getFakeProbability()).isCloseTo(1 / (1 + Math.exp(-4)), within(1e-9))
                .isBetween(opened.getFakeProbabilityLow(), opened.getFakeProbabilityHigh());
        assertThat(opened.getEvidence()).hasSize(2).allSatisfy(ref -> assertThat(ref.getSha256()).hasSize(64));
        assertThat(opened.getTopSlots()).isNotEmpty().allSatisfy(slot -> assertThat(slot.getSlot()).isEqualTo(16));
        assertThat(rig.episodes()).containsKey(opened.getAlert());
    }

    @Test
    void shouldTellUpdatesSparselyAndCloseWhenTheEvidenceHasGone() {
        // Given an open episode of twenty windows
        news.windows(20, 1, 2);
        var updates = rig.alerts().stream().filter(alert -> alert.getTransition() == AlertTransition.UPDATED).toList();
        assertThat(updates).hasSizeBetween(3, 5);

        // When the person is genuine for two minutes
        news.windows(95, 1, -2);

        // Then it is closed a minute after its evidence fell
        var closed = rig.alerts().getLast();
        assertThat(closed.getTransition()).isEqualTo(AlertTransition.CLOSED);
        assertThat(closed.getCloseReason()).isEqualTo(CloseReason.EVIDENCE_DECAYED);
        assertThat(closed.getAppearances().getFirst().getLastWindow()).isEqualTo(19);
        assertThat(rig.alerts()).extracting(Alert::getSequence).isSorted().doesNotHaveDuplicates();
        assertThat(rig.episodes()).hasSize(1).containsValue(closed);
    }

    @Test
    void shouldKeepEvidenceOverAShortAbsenceAndForgetItAfterALongOne() {
        // Given a track with some evidence
        news.windows(1, 1, 2);
        var before = rig.verdicts().getLast().getTrackEvidence();

        // When it is away for five windows
        news.empty(5).windows(1, 1, 0.5);

        // Then its evidence has been frozen
        assertThat(rig.verdicts().getLast().getTrackEvidence()).isCloseTo(0.9 * before + 1 - 0.5, within(1e-9));

        // And when it is away for more than ten seconds, it starts again
        news.empty(9).windows(1, 1, 0.5);
        assertThat(rig.verdicts().getLast().getTrackEvidence()).isCloseTo(1 - 0.5, within(1e-9));
    }

    @Test
    void shouldGoOnAfterAReconnectAndEndWithTheStream() {
        // Given an open episode in one connection
        news.windows(6, 1, 2).end();

        // When the next connection begins two windows later, and ends for good
        news.epoch("02", 2).windows(6, 1, 2).end();
        rig.pass(Duration.ofSeconds(50));

        // Then it was one episode, closed with the stream
        assertThat(rig.alerts()).extracting(Alert::getAlert).containsOnly(rig.alerts().getFirst().getAlert());
        assertThat(rig.alerts().getLast().getCloseReason()).isEqualTo(CloseReason.STREAM_ENDED);
        assertThat(rig.alerts().getLast().getAppearances()).extracting(Appearance::getEpoch).containsExactly("01",
                "02");
    }

    @Test
    void shouldCloseWithTheLastWindowOfARecording() {
        // Given an open episode in a recording
        news.windows(6, 1, 2);

        // When the recording ends
        rig.mark(Samples.unseen("news", "01", news.next(), MarkReason.EPOCH_END).setEndsStream(true).build());

        // Then nobody waits for another connection
        assertThat(rig.alerts()).last().satisfies(alert -> {
            assertThat(alert.getCloseReason()).isEqualTo(CloseReason.STREAM_ENDED);
            assertThat(alert.getAt()).isEqualTo(Samples.START.plusMillis(6 * Samples.MILLIS));
        });

        // And the same recording once more is another episode
        news.epoch("02", 0).windows(6, 1, 2);
        assertThat(rig.alerts()).filteredOn(alert -> alert.getTransition() == AlertTransition.OPENED).hasSize(2);
    }

    @Test
    void shouldKeepTheEpisodeOfARecordingThatGoesOnInAnotherEpoch() {
        // Given an open episode in a file that is read flat out, until its timestamps jump
        for (int window = 0; window < 6; window++) {
            offline("01", window);
        }
        rig.mark(Samples.unseen("file", "01", 6, MarkReason.EPOCH_END).setKeepAll(true).build());
        var opened = rig.alerts().getFirst();

        // When it goes on
        offline("02", 6);

        // Then it is one episode
        assertThat(rig.alerts()).extracting(Alert::getAlert).containsOnly(opened.getAlert());
        assertThat(rig.alerts()).extracting(Alert::getTransition).doesNotContain(AlertTransition.CLOSED);
    }

    private void offline(String epoch, int window) {
        var start = Samples.START.plusMillis((long) window * Samples.MILLIS);
        rig.mark(Samples.mark("file", epoch, window % 6, Samples.face(1)).setCaptureStart(start).setKeepAll(true)
                .build());
        for (var detector : List.of("alpha", "beta")) {
            rig.score(Samples.score("file", epoch, window % 6, 1, detector, 2).build());
        }
    }

    @Test
    void shouldBeginAnewAfterALongInterruption() {
        // Given an open episode in one connection
        news.windows(6, 1, 2).end();

        // When the next connection begins a minute of capture time later
        news.epoch("02", 50).windows(6, 1, 2);

        // Then the first episode was closed with the first connection
        assertThat(rig.alerts()).filteredOn(alert -> alert.getTransition() == AlertTransition.OPENED).hasSize(2);
        assertThat(rig.alerts()).filteredOn(alert -> alert.getTransition() == AlertTransition.CLOSED).singleElement()
                .satisfies(alert -> {
                    assertThat(alert.getCloseReason()).isEqualTo(CloseReason.STREAM_ENDED);
                    assertThat(alert.getAt()).isEqualTo(Samples.START.plusMillis(6 * Samples.MILLIS));
                });
    }
}
