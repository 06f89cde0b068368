package dev.telltale.local.supervise;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class ChildStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void shouldWaitLongerAfterEachEarlyEndUpToALimit() {
        // Given a child that ends a second after each start
        ChildState.Running running = new ChildState.Running(NOW, 0);

        // When it ends again and again
        Duration last = Duration.ZERO;
        for (int i = 0; i < 12; i++) {
            Instant end = NOW.plusSeconds(1);
            ChildState.Waiting waiting = running.ended(end, 1);
            Duration wait = Duration.between(end, waiting.until());

            // Then it waits twice as long, or as long as the limit says
            assertThat(wait).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(ChildState.LONGEST);
            last = wait;
            running = waiting.start(NOW);
        }
        assertThat(last).isEqualTo(ChildState.LONGEST);
    }

    @Test
    void shouldForgetEarlyEndsAfterAHealthyRun() {
        // Given
        ChildState.Running running = new ChildState.Running(NOW, 7);

        // When
        Instant end = NOW.plus(ChildState.HEALTHY);
        ChildState.Waiting waiting = running.ended(end, 137);

        // Then
        assertThat(Duration.between(end, waiting.until())).isEqualTo(ChildState.SHORTEST);
        assertThat(waiting.exitCode()).isEqualTo(137);
    }
}
