package dev.telltale.aggregator;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens when a thread dies: another one takes over where the last transaction ended, after a pause that grows with the number
 * of deaths in the last minutes. Too many, and the process gives up, so that its supervisor sees it.
 */
final class CrashPolicy implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CrashPolicy.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int MOST_DEATHS = 50;

    private final InstantSource clock;
    private final Deque<Instant> deaths = new ArrayDeque<>();

    CrashPolicy(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        var recent = remember();
        LOG.warn("aggregator thread died recent={} detail={}", recent, exception.toString());
        LOG.debug("aggregator thread died", exception);
        if (exception instanceof Error || recent > MOST_DEATHS) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LockSupport.parkNanos(pause(recent).toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized int remember() {
        var now = clock.instant();
        while (!deaths.isEmpty() && deaths.getFirst().plus(REMEMBERED).isBefore(now)) {
            deaths.removeFirst();
        }
        deaths.addLast(now);
        return deaths.size();
    }

    /** None for the first death: most often a fenced producer or a lost partition, which a new thread mends at once. */
    static Duration pause(int recent) {
        if (recent <= 1) {
            return Duration.ZERO;
        }
        var pause = Duration.ofMillis(100L << Math.min(recent - 2, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
