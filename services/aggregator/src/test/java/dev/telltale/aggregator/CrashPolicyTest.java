package dev.telltale.aggregator;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

class CrashPolicyTest {
    private final CrashPolicy policy = new CrashPolicy(() -> Instant.EPOCH);

    @Test
    void shouldReplaceAThreadThatDied() {
        assertThat(policy.handle(new IllegalStateException("once"))).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void shouldGiveUpWhenTheProcessItselfIsIll() {
        assertThat(policy.handle(new OutOfMemoryError("heap"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void shouldPauseLongerTheMoreThreadsHaveDied() {
        assertThat(CrashPolicy.pause(1)).isZero();
        assertThat(CrashPolicy.pause(2)).isEqualTo(Duration.ofMillis(100));
        assertThat(CrashPolicy.pause(4)).isEqualTo(Duration.ofMillis(400));
        assertThat(CrashPolicy.pause(50)).isEqualTo(Duration.ofSeconds(10));
    }
}
