package dev.telltale.local.process;

import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.local.sample.SampleClip;
import dev.telltale.local.supervise.Services;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** `telltale run SERVICE`, each service a process of its own against a cluster that knows nothing of us yet. */
class RunProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @Test
    void shouldJudgeAFileWithEveryServiceInItsOwnProcess() throws Exception {
        List<TelltaleProcess> services = new ArrayList<>();
        try (EmbeddedCluster cluster = EmbeddedCluster.start(folder.resolve("broker"))) {
            // Given a broker, a registry, and four processes that were pointed at them at the same time
            Site site = new Site(cluster.bootstrapServers(), cluster.registryUrl());
            for (String service : Services.ids()) {
                services.add(run(service, site));
            }
            services.forEach(service -> service.awaitPrinted(" runs against " + site.broker()));
            // and a second one, that by its name would be a restart of the first, and would throw it out
            try (TelltaleProcess second = run("faces", site)) {
                assertThat(second.awaitEnd()).isEqualTo(4);
                assertThat(second.printed()).doesNotContain("ERROR").containsPattern("telltale run: '[^']+' runs faces"
                        + " already, as process \\d+ over .*; --set instance=NAME names this one");
            }

            // When
            Command detect = Command.at(site, "detect", "--json", SampleClip.in(Path.of("target")).toString());

            // Then
            assertThat(detect.exit()).as("%s", detect.err()).isZero();
            assertThat(detect.out()).singleElement().asString().contains("\"coverage\":1.0", "\"tracks\":[{\"track\":1",
                    "\"models\":{\"blend-lite\":");
            for (TelltaleProcess service : services) {
                assertThat(service.stop()).isEqualTo(128 + 15);
                assertThat(service.printed()).doesNotContain("ERROR", "\tat ");
            }
        } finally {
            services.forEach(TelltaleProcess::close);
        }
    }

    /** As a process, because Kafka's clients, too, say something of a broker that is away, many times. */
    @Test
    void shouldSayInOneLineThatTheBrokerIsNotThere() throws Exception {
        // When
        try (TelltaleProcess run = run("scoring", new Site("127.0.0.1:1", "http://127.0.0.1:1"))) {
            // Then
            assertThat(run.awaitEnd()).isEqualTo(4);
            assertThat(run.printed()).hasLineCount(1).contains("no broker answers at 127.0.0.1:1",
                    "--bootstrap-servers");
        }
    }

    @Test
    void shouldSayInOneLineThatTheRegistryIsNotThere() throws Exception {
        // Given
        try (EmbeddedCluster cluster = EmbeddedCluster.start(folder.resolve("broker"))) {
            // When
            Command run = Command.at(new Site(cluster.bootstrapServers(), "http://127.0.0.1:1"), "run", "scoring");

            // Then
            assertThat(run.exit()).isEqualTo(4);
            assertThat(run.err()).singleElement().asString().contains("http://127.0.0.1:1", "--registry");
        }
    }

    private TelltaleProcess run(String service, Site site) throws Exception {
        return TelltaleProcess.start(folder, "run", service, "--bootstrap-servers", site.broker(), "--registry",
                site.registry(), "--set", "data-dir=" + folder.resolve(service), "--set",
                "models.store=" + folder.resolve("models"));
    }
}
