package dev.telltale.local.process;

import dev.telltale.embedded.EmbeddedCluster;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.local.detect.Records;
import dev.telltale.schemas.Alert;
import dev.telltale.schemas.AlertTransition;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.Verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What people are told of the streams that are watched. */
class StreamsTest {
    /** More than the first step back from the end of a partition shows. */
    private static final int MANY = 250;

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private static Path folder;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static EmbeddedCluster cluster;
    @SuppressWarnings("NullAway.Init")
    private static Site site;

    @BeforeAll
    static void publish() {
        cluster = EmbeddedCluster.start(folder.resolve("broker"));
        cluster.createTopics(TopicNames.standard());
        site = new Site(cluster.bootstrapServers(), cluster.registryUrl());
        try (ServiceContext context = ServiceContext.of(TelltaleConfig.of(Map.of("telltale.kafka.bootstrap-servers",
                site.broker(), "telltale.registry.url", site.registry())));
                Publisher publisher = context.kafka().publisher("aggregator")) {
            for (String stream : new String[]{"alerted", "calm", "fresh", "loud"}) {
                publisher.sendAndWait(Topic.STREAMS, stream, StreamSpec.newBuilder().setStream(stream)
                        .setSource("file:///" + stream + ".mp4").setPlan("default").build());
            }
            // "calm" lies in the partition of "loud", below all that was said of it; its last window was judged by nobody
            publish(publisher, "calm", Records.verdict("e", 0, 1, -1.0), Records.verdict("e", 1, 1, 1.0),
                    Records.verdict("e", 1, 2, -1.0), Records.verdict("e", 2, 1, null));
            publish(publisher, "alerted", Records.verdict("e", 0, 1, 3.0));
            publish(publisher, "fresh", Records.verdict("e", 0, 1, null));
            publisher.sendAndWait(Topic.EPISODES, "a1", episode("alerted", "a1", AlertTransition.OPENED));
            publisher.sendAndWait(Topic.EPISODES, "a2", episode("loud", "a2", AlertTransition.CLOSED));
            for (int window = 0; window < MANY; window++) {
                publish(publisher, "loud", Records.verdict("e", window, 1, -2.0));
            }
        }
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void shouldTellTheAlertAndTheNewestVerdictOfEachStream() {
        // When
        Command list = Command.at(site, "streams", "list");

        // Then
        assertThat(list.exit()).isZero();
        assertThat(list.out()).satisfiesExactly(
                alerted -> assertThat(alerted)
                        .matches("alerted +UNKNOWN +ALERT, last window 95 % fake +file:///alerted.mp4 .*"),
                calm -> assertThat(calm).matches("calm +UNKNOWN +no alert, last window 73 % fake +file:///calm.mp4 .*"),
                fresh -> assertThat(fresh).matches("fresh +UNKNOWN +no alert, nothing judged +file:///fresh.mp4 .*"),
                loud -> assertThat(loud)
                        .matches("loud +UNKNOWN +alert closed, last window 12 % fake +file:///loud.mp4 .*"));
    }

    @Test
    void shouldTellMachinesTheSame() throws Exception {
        // When
        Command list = Command.at(site, "streams", "list", "--json");

        // Then
        JsonNode alerted = new ObjectMapper().readTree(list.out().get(0));
        assertThat(alerted.get("alert").get("alert").asText()).isEqualTo("a1");
        assertThat(alerted.get("alert").get("transition").asText()).isEqualTo("OPENED");
        assertThat(alerted.get("verdict").get("fakeProbability").asDouble()).isBetween(0.95, 0.96);
        JsonNode calm = new ObjectMapper().readTree(list.out().get(1));
        assertThat(calm.get("alert").isNull()).isTrue();
        assertThat(calm.get("verdict").get("window").asInt()).isEqualTo(1);
        assertThat(calm.get("verdict").get("track").asInt()).isEqualTo(1);
        JsonNode fresh = new ObjectMapper().readTree(list.out().get(2));
        assertThat(fresh.get("verdict").isNull()).isTrue();
    }

    private static void publish(Publisher publisher, String stream, Verdict... verdicts) {
        for (Verdict verdict : verdicts) {
            publisher.sendAndWait(Topic.VERDICTS, stream, Verdict.newBuilder(verdict).setStream(stream).build());
        }
    }

    private static Alert episode(String stream, String alert, AlertTransition transition) {
        return Alert.newBuilder(Records.alert("e", 0, transition, 1)).setStream(stream).setAlert(alert).build();
    }
}
