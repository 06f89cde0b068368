package dev.telltale.ingest.time;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class CaptureClockTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration BOUND = Duration.ofMillis(150);

    @ParameterizedTest
    @ValueSource(ints = {100, -100, 0})
    void shouldNeitherRunAheadNorDriftOverTwoDaysOfAnUntrueEncoderClock(int partsPerMillion) {
        // Given
        EstimatedCapture clock = new EstimatedCapture();
        Random jitter = new Random(11);
        long frames = Duration.ofDays(2).toMillis() / 40;
        Instant told = Instant.MIN;
        Duration worst = Duration.ZERO;
        for (long i = 0; i < frames; i++) {
            // When: a frame every 40 ms, 20 ms to 100 ms under way, now and then a second
            Instant captured = START.plusMillis(i * 40);
            long media = i * 40_000 + i * 40_000 / 1_000_000 * partsPerMillion;
            Instant arrival = captured.plusMillis(20 + jitter.nextInt(80) + (jitter.nextInt(5000) == 0 ? 1000 : 0));
            clock.arrived(media, arrival);
            Instant guess = clock.captured(media);
            // Then
            if (guess.isAfter(arrival) || guess.isBefore(told)) {
                throw new AssertionError("frame " + i + ": told " + guess + " after " + told + ", arrived " + arrival);
            }
            Duration off = Duration.between(captured, guess).abs();
            worst = off.compareTo(worst) > 0 && i > 1500 ? off : worst;
            told = guess;
        }
        assertThat(worst).isLessThan(BOUND);
    }

    @Test
    void shouldDateABurstBackOnceItIsOver() {
        // Given: 18 s of segments at once, then real time
        EstimatedCapture clock = new EstimatedCapture();
        Instant arrival = START;
        for (long media = 0; media < 18_000; media += 40) {
            arrival = START.plusMillis(media / 40);
            clock.arrived(media * 1000, arrival);
            assertThat(clock.settled(arrival)).isFalse();
        }
        Instant live = arrival;
        for (long late = 40; late < 1200; late += 40) {
            clock.arrived((18_000 + late) * 1000, live.plusMillis(late));
        }
        // When, Then
        Instant now = live.plusMillis(1200);
        assertThat(clock.settled(now)).isTrue();
        assertThat(clock.captured(0)).isBetween(now.minusMillis(19_400), now.minusMillis(19_000));
        assertThat(clock.captured(19_000_000)).isBeforeOrEqualTo(now);
    }

    @Test
    void shouldLetARecordingEndNowOrCarryItsOwnDate() {
        Duration hour = Duration.ofHours(1);
        Instant date = Instant.parse("2020-01-01T00:00:00Z");
        assertThat(KnownCapture.endingNow(START, hour, 5_000_000).captured(5_000_000)).isEqualTo(START.minus(hour));
        assertThat(KnownCapture.endingNow(START, hour, 5_000_000).captured(3_605_000_000L)).isEqualTo(START);
        assertThat(KnownCapture.dated(date, START, hour, 0).captured(60_000_000)).isEqualTo(date.plusSeconds(60));
        assertThat(KnownCapture.dated(START, START, hour, 0).captured(3_600_000_000L)).isEqualTo(START);
    }
}
