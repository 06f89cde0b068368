package dev.telltale.kit;

import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.testing.TestCluster;

import org.apache.kafka.common.utils.Utils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One broker for all tests of a run; each test lives under a prefix of its own. */
public final class OnBroker {
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final TestCluster CLUSTER = start();

    private OnBroker() {}

    private static TestCluster start() {
        try {
            var folder = Files.createTempDirectory("telltale-kit");
            var cluster = TestCluster.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(cluster, folder)));
            return cluster;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void end(TestCluster cluster, Path folder) {
        cluster.close();
        try {
            Utils.delete(folder.toFile());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    public static TestCluster cluster() {
        return CLUSTER;
    }

    /** Settings under a prefix that nobody else has. */
    public static Map<String, String> settings() {
        return new HashMap<>(Map.of("telltale.kafka.bootstrap-servers", CLUSTER.bootstrapServers(),
                "telltale.registry.url", CLUSTER.registryUrl(), "telltale.topics.prefix",
                "t" + PREFIXES.incrementAndGet(), "telltale.topics.partitions", "2", "telltale.kafka.session", "6s"));
    }

    public static ServiceContext context(Map<String, String> settings) {
        return ServiceContext.of(TelltaleConfig.of(settings));
    }
}
