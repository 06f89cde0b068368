package dev.telltale.kit.kafka;

import dev.telltale.kit.OnBroker;
import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.schemas.Topic;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TopicAdminTest {

    @Test
    void shouldCreateTopicsOnceAndRefuseAnotherNumberOfPartitions() {
        var settings = OnBroker.settings();
        try (var kafka = new KafkaClients(TelltaleConfig.of(settings)); var admin = new TopicAdmin(kafka)) {
            // Given topics that were created
            admin.ensure();
            assertThat(admin.partitions(Topic.FACES)).isEqualTo(2);
            assertThat(admin.partitions(Topic.PLANS)).isEqualTo(1);

            // When they are there already, nothing happens
            assertThatCode(admin::ensure).doesNotThrowAnyException();
        }
        // When the configuration asks for another number
        settings.put("telltale.topics.partitions", "3");
        try (var kafka = new KafkaClients(TelltaleConfig.of(settings)); var admin = new TopicAdmin(kafka)) {
            // Then it says which topic, what it found and what it wanted
            assertThatThrownBy(admin::ensure).isInstanceOf(IllegalStateException.class).hasMessageContaining(
                    kafka.topics().of(Topic.FACES) + " has 2 partitions, telltale.topics.partitions asks for 3");
        }
    }
}
