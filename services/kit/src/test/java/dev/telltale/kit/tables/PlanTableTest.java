package dev.telltale.kit.tables;

import dev.telltale.kit.OnBroker;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanHead;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.Thresholds;
import dev.telltale.schemas.Topic;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PlanTableTest {

    @Test
    void shouldKnowWhatWasThereAndHearWhatComesLater() throws Exception {
        try (var context = OnBroker.context(OnBroker.settings()); var publisher = context.kafka().publisher("test")) {
            createTopics(context);
            // Given a plan and its head, garbage, and a second plan under the first one's name
            var first = plan("desk", 1, 0.5);
            publisher.sendAndWait(Topic.PLANS, "desk@1", new PlanEntry(first));
            publisher.send(
                    new org.apache.kafka.clients.producer.ProducerRecord<>(context.kafka().topics().of(Topic.PLANS),
                            "x".getBytes(java.nio.charset.StandardCharsets.UTF_8), new byte[]{1, 2, 3}))
                    .join();
            publisher.sendAndWait(Topic.PLANS, "desk@1", new PlanEntry(plan("desk", 1, 0.9)));
            publisher.sendAndWait(Topic.PLANS, "desk", new PlanEntry(new PlanHead("desk", 1, Instant.EPOCH, "")));

            try (var table = PlanTable.start(context, "test")) {
                // Then the first stays what it was
                assertThat(table.awaitReady(Duration.ofSeconds(30))).isTrue();
                assertThat(table.current("desk")).contains(first);
                assertThat(table.plan(new PlanRef("desk", 2))).isEmpty();

                // When a plan is awaited and comes late
                var late = CompletableFuture.supplyAsync(() -> wait(table, new PlanRef("desk", 2)));
                publisher.sendAndWait(Topic.PLANS, "desk@2", new PlanEntry(plan("desk", 2, 0.5)));

                // Then whoever waits has it, and the head moves when it is moved
                assertThat(late.join()).contains(plan("desk", 2, 0.5));
                assertThat(table.current("desk")).contains(first);
                publisher.sendAndWait(Topic.PLANS, "desk", new PlanEntry(new PlanHead("desk", 2, Instant.EPOCH, "")));
                await().until(() -> table.current("desk").orElseThrow().getVersion() == 2);
                assertThat(table.await(new PlanRef("desk", 3), Duration.ofMillis(20))).isEmpty();
            }
        }
    }

    private static java.util.Optional<DetectorPlan> wait(PlanTable table, PlanRef ref) {
        try {
            return table.await(ref, Duration.ofSeconds(30));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void createTopics(ServiceContext context) {
        try (var admin = new TopicAdmin(context.kafka())) {
            admin.ensure();
        }
    }

    private static DetectorPlan plan(String name, int version, double openAt) {
        return DetectorPlan.newBuilder().setName(name).setVersion(version).setActive(List.of()).setSlots(List.of(0))
                .setThresholds(Thresholds.newBuilder().setForgetting(0.9).setDrift(0.1).setOpenAt(openAt)
                        .setCloseAt(0.1).setSuspiciousLlr(1).setEvidence("none").build())
                .setCreatedAt(Instant.EPOCH).build();
    }
}
