package dev.telltale.ingest.worker;

import dev.telltale.ingest.worker.Takeover.Finished;
import dev.telltale.ingest.worker.Takeover.Fresh;
import dev.telltale.ingest.worker.Takeover.Interrupted;
import dev.telltale.schemas.SourceState;
import dev.telltale.schemas.StatusReporter;
import dev.telltale.schemas.StreamStatus;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class TakeoverTest {
    private static final Instant WRITTEN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMillis(1280);

    @Test
    void shouldBeginWhereNothingIsKnown() {
        assertThat(Takeover.of(null, WRITTEN, WINDOW)).isEqualTo(new Fresh());
        assertThat(Takeover.of(status(SourceState.CONNECTING, WRITTEN).build(), WRITTEN, WINDOW))
                .isEqualTo(new Fresh());
    }

    @Test
    void shouldNotRepeatWhatIsThroughUnlessAskedAgain() {
        StreamStatus retired = status(SourceState.RETIRED, WRITTEN.plusSeconds(9)).build();
        assertThat(Takeover.of(retired, WRITTEN, WINDOW)).isEqualTo(new Finished());
        assertThat(Takeover.of(retired, WRITTEN.plusSeconds(10), WINDOW)).isEqualTo(new Fresh());
    }

    @Test
    void shouldGoOnWhereTheLostWindowBegan() {
        StreamStatus.Builder live = status(SourceState.LIVE, WRITTEN.plusSeconds(9)).setEpoch("E").setNextWindow(5L)
                .setEpochStartMicros(1_000_000L);
        assertThat(Takeover.of(live.setEpochEnded(false).build(), WRITTEN, WINDOW))
                .isEqualTo(new Interrupted(Optional.of(new Progress("E", 5, 1_000_000, false)), 7_400_000));
        assertThat(Takeover.of(live.setEpochEnded(true).build(), WRITTEN, WINDOW))
                .isEqualTo(new Interrupted(Optional.empty(), 7_400_000));
    }

    @Test
    void shouldKnowWhetherAStatusContainsAProgress() {
        StreamStatus found = status(SourceState.LIVE, WRITTEN).setEpoch("E").setNextWindow(5L).setEpochStartMicros(0L)
                .build();
        assertThat(new Progress("E", 5, 0, false).isContainedIn(found)).isTrue();
        assertThat(new Progress("E", 6, 0, false).isContainedIn(found)).isFalse();
        assertThat(new Progress("E", 5, 0, true).isContainedIn(found)).isFalse();
        assertThat(new Progress("F", 1, 0, false).isContainedIn(found)).isFalse();
    }

    private static StreamStatus.Builder status(SourceState state, Instant at) {
        return StreamStatus.newBuilder().setStream("s").setReporter(StatusReporter.INGEST).setState(state).setSince(at)
                .setAt(at);
    }
}
