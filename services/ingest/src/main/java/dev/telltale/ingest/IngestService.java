package dev.telltale.ingest;

import dev.telltale.ingest.guard.Resolver;
import dev.telltale.ingest.source.StreamSources;
import dev.telltale.ingest.worker.Listeners;
import dev.telltale.kit.Health;
import dev.telltale.kit.Service;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.IngestConfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Follows the streams that users add and records what they send. */
public final class IngestService implements Service {
    private static final long WATCH_MILLIS = 1000;

    private final List<IngestGroup> groups = new ArrayList<>();
    private final Listeners listeners;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("ingest-watchdog").factory());
    private final ServiceContext context;
    private final UnaryOperator<StreamSources> around;
    private volatile boolean closed;

    /** A service that does nothing until it is started. */
    public IngestService(ServiceContext context) {
        this(context, UnaryOperator.identity());
    }

    /** A service whose sources are made, or spoiled, by somebody else. */
    IngestService(ServiceContext context, UnaryOperator<StreamSources> around) {
        this.context = context;
        this.around = around;
        this.listeners = new Listeners(context.config().ingest());
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void start() {
        IngestConfig config = context.config().ingest();
        StreamSources sources = around.apply(Sources.of(config, listeners, Resolver.SYSTEM));
        groups.add(new IngestGroup(context, sources, null));
        config.placements().forEach(label -> groups.add(new IngestGroup(context, sources, label)));
        for (IngestGroup group : groups) {
            Thread.ofPlatform().name("ingest-group").start(group);
            var unused = watchdog.scheduleWithFixedDelay(() -> watch(group), WATCH_MILLIS, WATCH_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Health health() {
        return groups.stream().map(IngestGroup::health).reduce(Health::worse).orElse(new Health.Starting("start"));
    }

    @Override
    public void close(Duration drain) {
        if (closed) {
            return;
        }
        closed = true;
        try (ScheduledExecutorService dogs = watchdog) {
            dogs.shutdownNow();
            groups.parallelStream().forEach(group -> group.close(drain));
        }
        listeners.close();
    }

    private static void watch(IngestGroup group) {
        try {
            group.watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
