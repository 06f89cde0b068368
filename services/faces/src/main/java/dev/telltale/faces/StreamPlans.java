package dev.telltale.faces;

import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.tables.PlanTable;
import dev.telltale.kit.tables.TopicTable;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Topic;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** Which plan each stream asks for, and what that plan says now. A stream whose plan nobody published gets the default one. */
final class StreamPlans implements PlanSource, AutoCloseable {
    static final String DEFAULT_PLAN = "default";
    private static final Logger log = LoggerFactory.getLogger(StreamPlans.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);
    private static final Duration LATE_PLAN = Duration.ofSeconds(5);

    private final TopicTable<StreamSpec> streams;
    private final PlanTable plans;

    StreamPlans(ServiceContext context) {
        streams = TopicTable.start(context, "faces-streams", Topic.STREAMS, StreamSpec.class, (key, spec) -> {});
        plans = PlanTable.start(context, "faces");
    }

    /** Waits until streams and plans of before the start are known; false where that takes longer than a minute. */
    boolean awaitReady() throws InterruptedException {
        return streams.awaitReady(CATCH_UP) && plans.awaitReady(CATCH_UP);
    }

    /** Whether windows can be stamped: there is a default plan. */
    boolean hasDefault() {
        return plans.current(DEFAULT_PLAN).isPresent();
    }

    Health health() {
        return Health.worse(streams.health(), plans.health());
    }

    @Override
    public DetectorPlan current(String stream) {
        StreamSpec spec = streams.get(stream);
        String name = spec == null ? DEFAULT_PLAN : spec.getPlan();
        return plans.current(name).or(() -> {
            log.warn("Plan is not published, the default one is used stream={} plan={}", stream, name);
            return plans.current(DEFAULT_PLAN);
        }).orElseThrow(() -> new IllegalStateException("no plan named " + DEFAULT_PLAN + " is published"));
    }

    @Override
    public DetectorPlan exactly(PlanRef ref) {
        try {
            return plans.await(ref, LATE_PLAN).orElseThrow(() -> new IllegalStateException(
                    "plan " + ref.getName() + "@" + ref.getVersion() + " of the snapshot is not published"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a plan", e);
        }
    }

    @Override
    public void close() {
        plans.close();
        streams.close();
    }
}
