package dev.telltale.local.process;

import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.local.supervise.ClusterSetup;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What cannot run here is said when it is added. */
class StreamsAddTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private static Path folder;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedCluster cluster;
    @SuppressWarnings("NullAway.Init")
    private static Site site;

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.start(folder.resolve("broker"));
        site = new Site(cluster.bootstrapServers(), cluster.registryUrl());
        try (ServiceContext context = ServiceContext.of(TelltaleConfig.of(Map.of("telltale.kafka.bootstrap-servers",
                site.broker(), "telltale.registry.url", site.registry(), "telltale.data-dir", folder.toString())))) {
            new ClusterSetup(context).run();
        }
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void shouldAddAndWarnOfWhatAnIngestLikeThisWouldNotTake() {
        // When
        Command doubtful = Command.at(site, "streams", "add", "doubtful", "rtsp://93.184.216.34/live");
        Command fine = Command.at(site, "streams", "add", "fine", "https://stream.example/live.m3u8");

        // Then
        assertThat(doubtful.exit()).isZero();
        assertThat(doubtful.out()).containsExactly("added doubtful");
        assertThat(doubtful.err()).singleElement().asString().startsWith("telltale streams add: warning: ")
                .contains("`telltale streams list` would say why",
                        "'rtsp' are not taken here: telltale.ingest.addresses.schemes");
        assertThat(fine.exit()).isZero();
        assertThat(fine.out()).containsExactly("added fine");
        assertThat(fine.err()).isEmpty();
    }
}
