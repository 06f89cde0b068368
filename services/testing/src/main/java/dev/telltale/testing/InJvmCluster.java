package dev.telltale.testing;

import dev.telltale.embedded.EmbeddedCluster;

import java.nio.file.Path;

/** The broker and registry of this module. */
final class InJvmCluster implements TestCluster {
    private final EmbeddedCluster cluster;

    private InJvmCluster(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    static TestCluster start(Path folder) {
        var cluster = new InJvmCluster(EmbeddedCluster.start(folder));
        ClusterTally.started(Kind.IN_JVM);
        return cluster;
    }

    @Override
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    @Override
    public String registryUrl() {
        return cluster.registryUrl();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
