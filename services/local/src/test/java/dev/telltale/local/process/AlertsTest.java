package dev.telltale.local.process;

import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.local.detect.Records;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What people are told of alerts. */
class AlertsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private Path folder;

    @Test
    void shouldFollowEveryTransitionAndShowTheCurrentState() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(folder.resolve("broker"))) {
            // Given an episode that was opened and closed, and something that is no alert in between
            Site site = new Site(cluster.bootstrapServers(), cluster.registryUrl());
            cluster.createTopics(TopicNames.standard());
            publish(site, Records.alert("e1", 0, AlertTransition.OPENED, 7), Records.alert("e1", 1,
                    AlertTransition.CLOSED, 7));

            // When, Then both are told, and what is no alert is left out
            try (TelltaleProcess tail = TelltaleProcess.start(folder, "alerts", "tail", "--from-beginning",
                    "--bootstrap-servers", site.broker(), "--registry", site.registry())) {
                tail.awaitPrinted("CLOSED +a1 on s since .* 97 % fake, evidence 7\\.0 of 6\\.0 \\(provisional\\)");
                assertThat(tail.printed().lines()).hasSize(4)
                        .startsWith(
                                "following telltale.alerts on " + site.broker() + " from its beginning; Ctrl-C ends")
                        .element(1).asString().contains(" OPENED  a1 on s ");
                assertThat(tail.printed()).contains("telltale.alerts-", " it is no alert");
            }
            Command show = Command.at(site, "alerts", "show", "a1");
            assertThat(show.exit()).isZero();
            assertThat(show.out()).hasSize(3).anyMatch(line -> line.contains(" CLOSED "))
                    .anyMatch(line -> line.matches(" *face 7 of epoch e1, windows 1 to 3, at 100,50 \\(200 x 220\\)"))
                    .anyMatch(line -> line.matches(" *by blend-lite 100 %"));
        }
    }

    private static void publish(Site site, Alert opened, Alert closed) throws Exception {
        var config = TelltaleConfig.of(Map.of("telltale.kafka.bootstrap-servers", site.broker(),
                "telltale.registry.url", site.registry()));
        try (ServiceContext context = ServiceContext.of(config);
                Publisher publisher = context.kafka().publisher("aggregator");
                var vandal = context.kafka().producer("vandal")) {
            publisher.sendAndWait(Topic.ALERTS, "s", opened);
            vandal.send(new ProducerRecord<>(context.kafka().topics().of(Topic.ALERTS), "s".getBytes(UTF_8),
                    "garbage".getBytes(UTF_8))).get();
            publisher.sendAndWait(Topic.ALERTS, "s", closed);
            publisher.sendAndWait(Topic.EPISODES, "a1", closed);
        }
    }
}
