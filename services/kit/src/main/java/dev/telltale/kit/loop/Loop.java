package dev.telltale.kit.loop;

import dev.telltale.kit.Health;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.kit.metrics.Metrics;

import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs {@link Work} on a thread of its own: names it, counts its errors, rests when it is idle, ends it. */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final IdleRule AFTER_ERROR = IdleRule.doubling(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final String name;
    private final Work work;
    private final IdleRule idle;
    private final Counter errors;
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Health health = new Health.Starting("first round");

    /**
     * Not yet running.
     *
     * @param name of the thread, unique in the process
     */
    public Loop(String name, Work work, IdleRule idle, Metrics metrics) {
        this.name = name;
        this.work = work;
        this.idle = idle;
        this.errors = metrics.counter(Meter.LOOP_ERRORS, name);
        this.thread = Thread.ofPlatform().name("telltale-" + name).unstarted(this::runUntilStopped);
    }

    /** Starts the thread. */
    public Loop start() {
        thread.start();
        return this;
    }

    /** Ready after the first round, degraded while rounds fail, failed for good after a fatal error. */
    public Health health() {
        return health;
    }

    /** Whether its thread has not ended. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Whether it has been told to stop; for work that wants to end a round early. */
    public boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void runUntilStopped() {
        try {
            runRounds();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            closeWork();
        }
    }

    private void runRounds() throws InterruptedException {
        var idleRounds = 0;
        var failedRounds = 0;
        while (!isStopping()) {
            try {
                idleRounds = work.run() ? 0 : idleRounds + 1;
                failedRounds = 0;
                health = new Health.Ready();
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (FatalException fatal) {
                fail(fatal);
                return;
            } catch (Exception error) {
                failedRounds++;
                remember(error);
            } catch (Error deadly) {
                fail(deadly);
                throw deadly;
            }
            rest(idleRounds, failedRounds);
        }
        health = new Health.Stopping();
    }

    private void rest(int idleRounds, int failedRounds) throws InterruptedException {
        var pause = failedRounds > 0
                ? AFTER_ERROR.pause(failedRounds)
                : idleRounds > 0 ? idle.pause(idleRounds) : Duration.ZERO;
        if (pause.isPositive()) {
            var unused = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void remember(Exception error) {
        if (isStopping()) {
            return;
        }
        errors.increment();
        health = new Health.Degraded(error.toString());
        LOG.warn("round failed, going on loop={} error={}", name, error.toString());
        LOG.debug("round failed loop={}", name, error);
    }

    private void fail(Throwable fatal) {
        errors.increment();
        health = new Health.Failed(fatal.getMessage() == null ? fatal.toString() : fatal.getMessage());
        LOG.error("loop ends loop={} error={}", name, fatal.toString());
        LOG.debug("loop ends loop={}", name, fatal);
    }

    private void closeWork() {
        try {
            work.close();
        } catch (RuntimeException error) {
            LOG.warn("cannot close cleanly loop={} error={}", name, error.toString());
        }
    }

    /** Tells it to stop without waiting. */
    public void stop() {
        stop.countDown();
        work.wakeup();
    }

    /** Stops; interrupts what is not done in time. */
    public void close(Duration drain) {
        stop();
        if (!thread.isAlive()) {
            return;
        }
        try {
            if (!thread.join(drain)) {
                LOG.warn("interrupting what was not done in time loop={} drainMillis={}", name, drain.toMillis());
                thread.interrupt();
                var unused = thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(CLOSE);
    }
}
