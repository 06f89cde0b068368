package dev.telltale.kit.run;

import dev.telltale.kit.AppVersion;
import dev.telltale.kit.Health;
import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs services in this process: starts them, serves their health, and ends them within ten seconds of a SIGTERM, not
 * ready first, then all at the same time.
 */
public final class ServiceRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);
    /** Of the ten seconds that a stop may take, what is left for closing clients and the JVM itself. */
    private static final Duration DRAIN = Duration.ofSeconds(6);
    private static final Duration MOST = Duration.ofSeconds(9);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final List<Service> services;
    private final HealthServer server;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    private ServiceRunner(ServiceContext context, List<Service> services) {
        this.services = List.copyOf(services);
        this.server = HealthServer.start(context.config().http(), context.metrics(), this::health);
    }

    /**
     * Starts them all, in order.
     *
     * @throws RuntimeException of the service that cannot start, when those before it have been closed
     */
    public static ServiceRunner start(ServiceContext context, List<Service> services) {
        var runner = new ServiceRunner(context, services);
        try {
            for (var service : services) {
                LOG.info("starting service={} version={}", service.name(), AppVersion.current());
                service.start();
            }
        } catch (RuntimeException failed) {
            runner.close();
            throw failed;
        }
        return runner;
    }

    /** Closes on SIGTERM and SIGINT: the JVM waits for it. */
    public ServiceRunner closeOnSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "telltale-stop"));
        return this;
    }

    /** Of each service by its name. */
    public Map<String, Health> health() {
        var health = new LinkedHashMap<String, Health>();
        services.forEach(service -> health.put(service.name(), stopping ? new Health.Stopping() : service.health()));
        return health;
    }

    /** Port of health and metrics. */
    public int port() {
        return server.port();
    }

    /** Waits until it is closed, or until a service has failed for good; then says which and why. */
    public Optional<String> awaitEnd() throws InterruptedException {
        while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            for (var entry : health().entrySet()) {
                if (entry.getValue() instanceof Health.Failed failed) {
                    return Optional.of(entry.getKey() + ": " + failed.reason());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (begin()) {
            stopAll();
            server.close();
            stopped.countDown();
        } else {
            await(stopped);
        }
    }

    private synchronized boolean begin() {
        var first = !stopping;
        stopping = true;
        stop.countDown();
        return first;
    }

    private void stopAll() {
        var threads = new ArrayList<Thread>();
        services.forEach(service -> threads
                .add(Thread.ofPlatform().name("telltale-stop-" + service.name()).start(() -> stop(service))));
        var deadline = System.nanoTime() + MOST.toNanos();
        try {
            for (var thread : threads) {
                if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                    LOG.warn("left behind thread={} afterMillis={}", thread.getName(), MOST.toMillis());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Service service) {
        try {
            service.close(DRAIN);
            LOG.info("stopped service={}", service.name());
        } catch (RuntimeException error) {
            LOG.warn("did not stop cleanly service={} error={}", service.name(), error.toString());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            var unused = latch.await(MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
