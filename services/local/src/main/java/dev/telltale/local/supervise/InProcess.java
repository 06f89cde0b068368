package dev.telltale.local.supervise;

import dev.telltale.kit.Health;
import dev.telltale.kit.Service;
import dev.telltale.kit.config.TelltaleConfig;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Services of this JVM, each the only one of its instance name here: started in order, closed in reverse. */
public final class InProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InProcess.class);
    private static final Duration LOOK = Duration.ofMillis(50);
    private final TelltaleConfig config;
    private final List<Service> services = new ArrayList<>();
    private final List<InstanceLock> locks = new ArrayList<>();

    /** None yet. */
    public InProcess(TelltaleConfig config) {
        this.config = config;
    }

    /**
     * Starts a service; it is closed with this.
     *
     * @throws SetupException where another process runs it under the same name
     */
    public void start(Service service) {
        locks.add(InstanceLock.take(config, service.name()));
        services.add(service);
        service.start();
        LOG.info("service started name={}", service.name());
    }

    /**
     * Waits until all are ready.
     *
     * @throws SetupException where one fails, or is not ready in time
     */
    public void awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Service service : services) {
            while (!service.health().isReady()) {
                failure().ifPresent(reason -> {
                    throw new SetupException(reason, null);
                });
                if (System.nanoTime() > deadline) {
                    throw new SetupException(service.name() + " is not ready after " + patience.toSeconds() + " s: "
                            + service.health().text(), null);
                }
                pause();
            }
        }
    }

    /** What has failed for good, as "name: reason"; empty while all work. */
    public Optional<String> failure() {
        return services.stream().filter(service -> !service.health().isLive())
                .map(service -> service.name() + " " + service.health().text()).findFirst();
    }

    /** The worst health of all. */
    public Health health() {
        return services.stream().map(Service::health).reduce(new Health.Ready(), Health::worse);
    }

    @Override
    public void close() {
        for (int i = services.size() - 1; i >= 0; i--) {
            try {
                services.get(i).close();
            } catch (RuntimeException failed) {
                LOG.warn("service did not stop cleanly name={} reason={}", services.get(i).name(), failed.toString());
            }
        }
        services.clear();
        locks.forEach(InstanceLock::close);
        locks.clear();
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while services started", interrupted);
        }
    }
}
