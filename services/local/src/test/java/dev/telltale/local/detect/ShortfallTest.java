package dev.telltale.local.detect;

import dev.telltale.local.detect.StreamEvidence.EpochStart;
import dev.telltale.local.supervise.DefaultPlan;
import dev.telltale.schemas.MarkReason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static dev.telltale.local.detect.Records.mark;
import static dev.telltale.local.detect.Records.verdict;
import static org.assertj.core.api.Assertions.assertThat;

class ShortfallTest {
    @Test
    void shouldTellAFileThatEndsBeforeItSays() {
        assertThat(Shortfall.of(Duration.ofMillis(5500), 2.56))
                .hasValue("says that it lasts 5.5 s, but its pictures end after 2.6 s: truncated?");
        assertThat(Shortfall.of(Duration.ofHours(1), 3300)).isPresent();
    }

    @Test
    void shouldLetPassWhatLacksNothingOrALittle() {
        assertThat(Shortfall.of(Duration.ZERO, 2.56)).isEmpty();
        assertThat(Shortfall.of(Duration.ofMillis(5500), 5.48)).isEmpty();
        assertThat(Shortfall.of(Duration.ofMillis(1900), 1.0)).isEmpty();
        assertThat(Shortfall.of(Duration.ofHours(1), 3590)).isEmpty();
        assertThat(Shortfall.of(Duration.ofSeconds(5), 5.12)).isEmpty();
    }

    @Test
    void shouldCountWhatIsMissingAsNotSeen() {
        // Given one window of 1.28 s, of a file that should have four
        var evidence = new StreamEvidence(List.of(new EpochStart("e", 0)), List.of(mark("e", 0, MarkReason.TRACKS, 1)),
                List.of(verdict("e", 0, 1, -2.0)), List.of(), DefaultPlan.thresholds(), Optional.of("ends too early"));

        DetectDocument document = DocumentBuilder.build("x.mp4", evidence, 5.12);

        assertThat(document.durationSeconds()).isEqualTo(5.12);
        assertThat(document.coverage()).isEqualTo(0.25);
        assertThat(document.verdict()).isEqualTo(VerdictWord.INCONCLUSIVE);
        assertThat(document.reason()).isEqualTo("ends too early");
    }
}
