package dev.telltale.embedded;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedKafkaTest {

    @TempDir
    Path folder;

    @Test
    void shouldNameThePortThatIsTaken() throws IOException {
        try (var other = new ServerSocket()) {
            other.bind(LoopbackPort.address(0));

            assertThatThrownBy(() -> EmbeddedKafka.start(folder, other.getLocalPort(), Map.of()))
                    .isInstanceOf(EmbeddedException.class).hasMessageContainingAll("port " + other.getLocalPort(),
                            "in use", "broker")
                    .hasMessageNotContaining("\n");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void shouldNameTheFolderThatIsAFile() throws IOException {
        var file = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> EmbeddedKafka.start(file)).isInstanceOf(EmbeddedException.class)
                .hasMessageContainingAll("cannot keep the broker's data", file.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldRunWithTransactionsOfTheSecondVersionAndOnTheSamePortAgain() throws Exception {
        int port;
        try (var kafka = EmbeddedKafka.start(folder)) {
            port = Integer.parseInt(kafka.bootstrapServers().substring("127.0.0.1:".length()));
            try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
                var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();

                // Then the guarantees that the services rest on are there
                assertThat(features).hasEntrySatisfying("transaction.version",
                        range -> assertThat(range.maxVersionLevel()).isGreaterThanOrEqualTo((short) 2));
                assertThat(features).containsKey("share.version");
            }

            // And nobody else can use its folder meanwhile
            assertThatThrownBy(() -> EmbeddedKafka.start(folder)).isInstanceOf(EmbeddedException.class)
                    .hasMessageContainingAll(folder.toString(), "another").hasMessageNotContaining("\n");
            assertThat(kafka.failure()).isNotDone();
        }

        // When it is started once more where it was, then it comes up
        try (var again = EmbeddedKafka.start(folder, port, Map.of())) {
            assertThat(again.bootstrapServers()).endsWith(":" + port);
        }
    }
}
