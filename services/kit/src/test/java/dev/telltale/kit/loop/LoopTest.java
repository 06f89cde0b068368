package dev.telltale.kit.loop;

import dev.telltale.kit.Health;
import dev.telltale.kit.metrics.Metrics;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LoopTest {
    private final Metrics metrics = new Metrics();

    @Test
    void shouldGoOnAfterAnErrorAndCountIt() {
        var rounds = new AtomicInteger();
        Work work = () -> {
            if (rounds.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            return true;
        };
        try (var loop = new Loop("flaky", work, IdleRule.none(), metrics).start()) {
            await().until(() -> loop.health() instanceof Health.Ready);
        }
        assertThat(metrics.scrape()).contains("telltale_loop_errors_total{loop=\"flaky\"} 2.0");
    }

    @Test
    void shouldEndAfterAFatalErrorAndSayWhy() {
        Work work = () -> {
            throw new FatalException("two of the same name", new IllegalStateException());
        };
        try (var loop = new Loop("fatal", work, IdleRule.none(), metrics).start()) {
            await().until(() -> loop.health() instanceof Health.Failed);
            assertThat(loop.health()).isEqualTo(new Health.Failed("two of the same name"));
        }
    }

    @Test
    void shouldInterruptWorkThatDoesNotEndInTime() {
        var closed = new AtomicInteger();
        var entered = new CountDownLatch(1);
        var work = new Work() {
            @Override
            public boolean run() throws InterruptedException {
                entered.countDown();
                new CountDownLatch(1).await();
                return true;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        var loop = new Loop("stuck", work, IdleRule.none(), metrics).start();
        await().until(() -> entered.getCount() == 0);

        loop.close(Duration.ofMillis(50));

        assertThat(closed).hasValue(1);
    }

    @Test
    void shouldRestLongerTheLongerNothingHappens() {
        var rule = IdleRule.doubling(Duration.ofMillis(10), Duration.ofMillis(35));

        assertThat(rule.pause(1)).isEqualTo(Duration.ofMillis(10));
        assertThat(rule.pause(2)).isEqualTo(Duration.ofMillis(20));
        assertThat(rule.pause(3)).isEqualTo(Duration.ofMillis(35));
        assertThat(rule.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMillis(35));
    }
}
