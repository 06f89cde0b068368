package dev.telltale.ingest.source;

import dev.telltale.ingest.source.SourceState.Backoff;
import dev.telltale.ingest.source.SourceState.Connecting;
import dev.telltale.ingest.source.SourceState.Live;
import dev.telltale.ingest.source.SourceState.Stalled;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class SourceStateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldGoThroughItsLifeWithReasonsAPersonUnderstands() {
        Connecting connecting = SourceState.begin(NOW, "waiting for a publisher");
        Live live = connecting.live(NOW.plusSeconds(1));
        Stalled stalled = live.stall(NOW.plusSeconds(6), Duration.ofSeconds(5));
        Live again = stalled.resume(NOW.plusSeconds(7));
        Backoff backoff = again.fail(NOW.plusSeconds(8), Duration.ofSeconds(4), "the publisher has gone");
        Connecting retried = backoff.retry(NOW.plusSeconds(12), "waiting for a publisher");

        assertThat(connecting.reason()).isEqualTo("waiting for a publisher");
        assertThat(live.reason()).isNull();
        assertThat(stalled.reason()).isEqualTo("no packet for 5 s");
        assertThat(backoff.reason()).isEqualTo("the publisher has gone; next attempt in 4 s");
        assertThat(backoff.until()).isEqualTo(NOW.plusSeconds(12));
        assertThat(retried.since()).isEqualTo(NOW.plusSeconds(12));
        assertThat(retried.retire(NOW, "removed").reason()).isEqualTo("removed");
    }
}
