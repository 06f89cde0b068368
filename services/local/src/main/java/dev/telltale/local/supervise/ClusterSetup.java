package dev.telltale.local.supervise;

import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageId;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.ModelRelease;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanHead;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** Makes a cluster ready for the services: topics, the bundled models and their releases, the default plan. */
public final class ClusterSetup {
    private final ServiceContext context;

    /** Of the cluster that the context's configuration names. */
    public ClusterSetup(ServiceContext context) {
        this.context = context;
    }

    /** Does what is missing, and nothing twice. */
    public void run() {
        createTopics();
        Path store = context.config().models().store();
        BundledModels.extractTo(store);
        publish(new ModelStore(List.of(store)));
    }

    private void createTopics() {
        var topics = context.config().topics();
        try (Admin admin = context.kafka().admin("setup")) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = context.kafka().topics().newTopics(topics.partitions(), topics.replicas()).stream()
                    .filter(topic -> !existing.contains(topic.name())).toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new SetupException("cannot create topics on " + context.config().kafka().bootstrapServers() + ": "
                        + failed.getMessage(), failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while topics were created", interrupted);
        }
    }

    private void publish(ModelStore models) {
        Instant now = context.clock().instant();
        var known = new TopicReader(context.kafka()).keys(Topic.MODELS);
        var plans = new TopicReader(context.kafka()).keys(Topic.PLANS);
        try (Publisher publisher = context.kafka().publisher("setup")) {
            for (PackageId id : models.list()) {
                if (!known.contains(id.toString())) {
                    ModelRelease release = DefaultPlan.release(models.get(id), now);
                    publisher.sendAndWait(Topic.MODELS, id.toString(), release);
                }
            }
            if (!plans.contains(DefaultPlan.NAME)) {
                publishPlan(publisher, models, now);
            }
        }
    }

    private static void publishPlan(Publisher publisher, ModelStore models, Instant now) {
        Optional<PackageId> newest = models.list().stream().filter(id -> id.name().equals(DefaultPlan.DETECTOR))
                .reduce((one, later) -> later);
        ModelPackage detector = models.get(newest.orElseThrow(() -> new SetupException(
                "no plan is published, and no store holds the bundled detector " + DefaultPlan.DETECTOR, null)));
        DetectorPlan plan = DefaultPlan.of(detector, now);
        publisher.sendAndWait(Topic.PLANS, plan.getName() + "@" + plan.getVersion(), new PlanEntry(plan));
        publisher.sendAndWait(Topic.PLANS, plan.getName(),
                new PlanEntry(new PlanHead(plan.getName(), plan.getVersion(), now, plan.getCreatedBy())));
    }
}
