package dev.telltale.local.supervise;

import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.embedded.EmbeddedException;
import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Telltale on one machine, over data that stay: broker, registry, aggregator and scoring in this JVM; ingest and faces,
 * which touch foreign bytes, in supervised JVMs of their own with less memory than would hurt the others.
 */
public final class UpProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int INGEST_HEAP_MEBIBYTES = 512;
    private static final int FACES_HEAP_MEBIBYTES = 1024;
    private final Parts parts;
    private final ServiceContext context;
    private final InProcess services;
    private final Children children;
    private final Optional<EmbeddedCluster> cluster;

    private UpProcess(Parts parts, ServiceContext context, InProcess services, Children children,
            Optional<EmbeddedCluster> cluster) {
        this.parts = parts;
        this.context = context;
        this.services = services;
        this.children = children;
        this.cluster = cluster;
    }

    /**
     * Where broker and registry are started.
     *
     * @param brokerPort on loopback
     * @param registryPort on loopback
     */
    public record Ports(int brokerPort, int registryPort) {}

    /**
     * Starts all of it, and waits until the services of this JVM are ready.
     *
     * @param configure makes the configuration from settings that go before all others
     * @param ports empty: broker and registry run elsewhere
     * @param childSettings what the command line said: children read the rest where this process did
     * @param childArguments further words for children: the configuration file
     * @param news hears of children that end and are started again
     */
    public static UpProcess start(Function<Map<String, String>, TelltaleConfig> configure, Optional<Ports> ports,
            Map<String, String> childSettings, List<String> childArguments, Consumer<String> news) {
        Parts parts = Parts.closedAtExit();
        try {
            TelltaleConfig first = configure.apply(Map.of());
            Path folder = first.dataDir();
            Optional<EmbeddedCluster> cluster = ports
                    .map(each -> parts.keep(EmbeddedCluster.start(folder.resolve("broker"),
                            each.brokerPort(), each.registryPort())));
            Map<String, String> addresses = new HashMap<>(childSettings);
            cluster.ifPresent(each -> {
                addresses.put("telltale.kafka.bootstrap-servers", each.bootstrapServers());
                addresses.put("telltale.registry.url", each.registryUrl());
            });
            ServiceContext context = parts.keep(ServiceContext.of(configure.apply(addresses)));
            new ClusterSetup(context).run();
            Children children = parts.keep(new Children(List.of(
                    child(Services.INGEST, INGEST_HEAP_MEBIBYTES, context, addresses, childArguments, news),
                    child(Services.FACES, FACES_HEAP_MEBIBYTES, context, addresses, childArguments, news))));
            InProcess services = parts.keep(new InProcess(context.config()));
            // Closed first: while the services of this JVM stop, the children do.
            parts.keep((AutoCloseable) children::ask);
            services.start(Services.AGGREGATOR.create(context));
            services.start(Services.SCORING.create(context));
            services.awaitReady(PATIENCE);
            return new UpProcess(parts, context, services, children, cluster);
        } catch (RuntimeException failed) {
            parts.close();
            throw failed;
        }
    }

    private static Child child(Services service, int heapMebibytes, ServiceContext context,
            Map<String, String> settings,
            List<String> arguments, Consumer<String> news) {
        Path log = context.config().dataDir().resolve("logs").resolve(service.id() + ".log");
        Map<String, String> all = new HashMap<>(settings);
        all.put("log.file", log.toString());
        // A port that was meant for one process cannot be had by several.
        all.put("telltale.http.port", "0");
        Path output = log.resolveSibling(service.id() + ".out");
        return Child.start(service.id(), JavaCommand.run(service.id(), heapMebibytes, all, arguments), output,
                context.clock(), news);
    }

    /** The configuration in force. */
    public TelltaleConfig config() {
        return context.config();
    }

    /** One line for each child. */
    public List<String> children() {
        return children.all().stream().map(Child::text).toList();
    }

    /** How the services of this JVM are. */
    public Health health() {
        return services.health();
    }

    /** Blocks until something fails for good; the text says what. */
    public String awaitFailure() throws InterruptedException {
        while (true) {
            Optional<String> failed = services.failure();
            if (failed.isPresent()) {
                return failed.get();
            }
            Optional<CompletableFuture<EmbeddedException>> broker = cluster.map(each -> each.kafka().failure());
            if (broker.isPresent() && broker.get().isDone()) {
                return String.valueOf(broker.get().join().getMessage());
            }
            Thread.sleep(Duration.ofMillis(500));
        }
    }

    @Override
    public void close() {
        parts.close();
    }
}
