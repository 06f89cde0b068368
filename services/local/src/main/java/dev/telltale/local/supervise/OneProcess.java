package dev.telltale.local.supervise;

import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Broker, registry and every service in this JVM, over a folder that is deleted at the end: for trusted files. */
public final class OneProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private final Parts parts;
    private final ServiceContext context;
    private final InProcess services;

    private OneProcess(Parts parts, ServiceContext context, InProcess services) {
        this.parts = parts;
        this.context = context;
        this.services = services;
    }

    /**
     * Starts all of it, and waits until it is ready.
     *
     * @param configure makes the configuration from settings that go before all others
     */
    public static OneProcess start(Function<Map<String, String>, TelltaleConfig> configure) {
        Parts parts = Parts.closedAtExit();
        ScratchFolder scratch = parts.keep(ScratchFolder.create());
        try {
            Path folder = scratch.path();
            EmbeddedCluster cluster = parts.keep(EmbeddedCluster.start(folder.resolve("broker")));
            TelltaleConfig user = configure.apply(Map.of());
            ServiceContext context = parts.keep(ServiceContext.of(configure.apply(settings(folder, cluster, user))));
            new ClusterSetup(context).run();
            InProcess services = parts.keep(new InProcess(context.config()));
            for (Services each : Services.values()) {
                services.start(each.create(context));
            }
            services.awaitReady(PATIENCE);
            return new OneProcess(parts, context, services);
        } catch (RuntimeException | Error failed) {
            parts.close();
            // What was being started when the end came may have written there once more.
            scratch.close();
            throw failed;
        }
    }

    /** The data go with the process; models and cache stay where the user has them. */
    private static Map<String, String> settings(Path folder, EmbeddedCluster cluster, TelltaleConfig user) {
        return Map.of("telltale.data-dir", folder.toString(), "telltale.models.store",
                user.models().store().toAbsolutePath().toString(), "telltale.cache-dir",
                user.cacheDir().toAbsolutePath().toString(), "telltale.kafka.bootstrap-servers",
                cluster.bootstrapServers(),
                "telltale.registry.url", cluster.registryUrl(), "telltale.scoring.start-at", "earliest");
    }

    /** What the services share. */
    public ServiceContext context() {
        return context;
    }

    /** What has failed for good; empty while all work. */
    public Optional<String> failure() {
        return services.failure();
    }

    @Override
    public void close() {
        parts.close();
    }
}
