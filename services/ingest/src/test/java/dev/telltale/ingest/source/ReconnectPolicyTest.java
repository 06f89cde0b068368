package dev.telltale.ingest.source;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class ReconnectPolicyTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldWaitTwiceAsLongAfterEachFailureUpToTheCap() {
        ReconnectPolicy policy = new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(1));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waits.add(policy.failed(START).toMillis());
        }
        for (int i = 0; i < 9; i++) {
            long step = Math.min(60_000, 1000L << i);
            assertThat(waits.get(i)).isBetween(step / 2, step);
        }
        policy.stable();
        assertThat(policy.failed(START)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Property(tries = 200)
    void shouldNeverStartMoreThanFiveTimesAMinuteHoweverASourceFlaps(@ForAll long seed,
            @ForAll @IntRange(max = 3000) int upMillis) {
        ReconnectPolicy policy = new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(seed));
        List<Instant> starts = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 50; i++) {
            policy.started(now);
            starts.add(now);
            policy.stable();
            now = now.plusMillis(upMillis);
            now = now.plus(policy.failed(now));
        }
        for (int i = 5; i < starts.size(); i++) {
            assertThat(Duration.between(starts.get(i - 5), starts.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }
}
