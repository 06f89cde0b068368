package dev.telltale.topology.stories;

import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.Box;
import dev.telltale.schemas.CloseReason;
import dev.telltale.schemas.DeclaredRegion;
import dev.telltale.schemas.Mute;
import dev.telltale.schemas.Verdict;
import dev.telltale.topology.rig.Feed;
import dev.telltale.topology.rig.Rig;
import dev.telltale.topology.rig.Samples;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What raises no alert by the word of the operator, and stays on record. */
class ExemptionStoryTest {
    private final Rig rig = new Rig();
    private final Feed news = new Feed(rig, "news", "alpha");

    @BeforeEach
    void givenAPlan() {
        rig.plan(Samples.plan(Samples.PLAN, "alpha"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldRaiseNoAlertInAMute() {
        // Given a mute over windows 0 to 9
        var until = Samples.START.plusMillis(10 * Samples.MILLIS);
        rig.spec("news",
                Samples.spec("news").setMutes(List.of(new Mute(Samples.START, until, "test picture"))).build());

        // When a fake is shown in them, and genuine people after
        news.windows(10, 1, 5).windows(5, 1, -1);

        // Then nothing is raised, and everything is on record
        assertThat(rig.alerts()).isEmpty();
        assertThat(rig.verdicts()).extracting(Verdict::getMuted).startsWith(true, true).endsWith(false, false);
        assertThat(rig.verdicts()).filteredOn(Verdict::getMuted).hasSize(10).allMatch(verdict -> verdict.getLlr() == 5);
    }

    @Test
    void shouldCloseAnOpenEpisodeWhenAMuteBegins() {
        // Given an open episode
        news.windows(5, 1, 5);
        assertThat(rig.alerts()).isNotEmpty();

        // When the operator mutes the stream from now on
        var from = Samples.START.plusMillis(5 * Samples.MILLIS);
        rig.spec("news", Samples.spec("news").setMutes(List.of(new Mute(from, null, "we know"))).build());
        news.windows(5, 1, 5);

        // Then the episode is closed, once
        assertThat(rig.alerts().getLast().getCloseReason()).isEqualTo(CloseReason.MUTED);
        assertThat(rig.alerts()).filteredOn(alert -> alert.getTransition() == AlertTransition.CLOSED).hasSize(1);
    }

    @Test
    void shouldRaiseNoAlertForADeclaredRegionAndOneForTheFaceBesideIt() {
        // Given an animated presenter in the left third of the picture
        var region = new DeclaredRegion(0f, 0f, 0.33f, 1f, "presenter");
        rig.spec("news", Samples.spec("news").setDeclaredSynthetic(List.of(region)).build());

        // When it is shown, and a fake beside it
        for (int i = 0; i < 6; i++) {
            news.at(new Box(100f, 100f, 80f, 80f), 1, 5);
        }
        assertThat(rig.alerts()).isEmpty();
        assertThat(rig.verdicts()).allMatch(Verdict::getDeclaredSynthetic);
        for (int i = 0; i < 6; i++) {
            news.at(new Box(900f, 100f, 80f, 80f), 2, 5);
        }

        // Then only the one beside it is in the alert
        assertThat(rig.alerts()).isNotEmpty().extracting(Alert::getAppearances)
                .allSatisfy(faces -> assertThat(faces).singleElement().matches(face -> face.getTrack() == 2));
    }
}
