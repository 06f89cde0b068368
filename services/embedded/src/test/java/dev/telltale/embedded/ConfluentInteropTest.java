package dev.telltale.embedded;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** The genuine Confluent client and ours, both against the local registry. */
class ConfluentInteropTest {

    @TempDir
    static Path folder;

    private static EmbeddedCluster cluster;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void shouldExchangeRecordsWithConfluentsClient() throws IOException {
        new InteropProof(cluster.registryUrl()).shouldExchangeRecordsWithConfluentsClient();
    }

    @Test
    void shouldRefuseAndFindAsConfluentDoes() {
        new InteropProof(cluster.registryUrl()).shouldRefuseAndFindAsConfluentDoes();
    }
}
