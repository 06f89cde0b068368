package dev.telltale.local.supervise;

import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelPackage;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageException;
import dev.telltale.detectors.packages.PackageId;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.Publisher;
import dev.telltale.kit.kafka.TopicAdmin;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.ModelRelease;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanHead;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.registry.HttpRegistryClient;
import dev.telltale.schemas.registry.PublicSubjects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Makes a cluster ready for the services: topics, the promise that public schemas stay compatible, the bundled models and
 * their releases, the default plan.
 */
public final class ClusterSetup {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSetup.class);

    private final ServiceContext context;

    /** Of the cluster that the context's configuration names. */
    public ClusterSetup(ServiceContext context) {
        this.context = context;
    }

    /** Does what is missing, and nothing twice. */
    public void run() {
        try (TopicAdmin admin = new TopicAdmin(context.kafka())) {
            admin.ensure();
        }
        try (var registry = HttpRegistryClient.from(context.config().registry().properties())) {
            PublicSubjects.publish(registry, context.kafka().topics());
        }
        Path store = context.config().models().store();
        BundledModels.extractTo(store);
        publish(new ModelStore(List.of(store)));
    }

    private void publish(ModelStore models) {
        Instant now = context.clock().instant();
        var released = TopicReader.table(context.kafka(), Topic.MODELS, ModelRelease.class);
        var plans = TopicReader.table(context.kafka(), Topic.PLANS, PlanEntry.class);
        try (Publisher publisher = context.kafka().publisher("setup")) {
            for (PackageId id : models.list()) {
                if (!released.containsKey(id.toString())) {
                    release(publisher, models, id, now);
                }
            }
            if (!plans.containsKey(DefaultPlan.NAME)) {
                publishPlan(publisher, models, now);
            }
        }
    }

    /** A damaged package of the user's own is his to mend; the others are served all the same. */
    private static void release(Publisher publisher, ModelStore models, PackageId id, Instant now) {
        try {
            publisher.sendAndWait(Topic.MODELS, id.toString(), DefaultPlan.release(models.get(id), now));
        } catch (PackageException damaged) {
            LOG.warn("package is left out reason={}", damaged.getMessage());
        }
    }

    private static void publishPlan(Publisher publisher, ModelStore models, Instant now) {
        ModelPackage detector = models.get(models.newest(DefaultPlan.DETECTOR));
        DetectorPlan plan = DefaultPlan.of(detector, now);
        publisher.sendAndWait(Topic.PLANS, plan.getName() + "@" + plan.getVersion(), new PlanEntry(plan));
        publisher.sendAndWait(Topic.PLANS, plan.getName(),
                new PlanEntry(new PlanHead(plan.getName(), plan.getVersion(), now, plan.getCreatedBy())));
    }
}
