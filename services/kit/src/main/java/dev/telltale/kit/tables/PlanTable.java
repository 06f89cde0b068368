package dev.telltale.kit.tables;

import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanHead;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.Topic;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Follows {@code telltale.plans}: immutable plans by name and version, and which version of each name is current. */
public final class PlanTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlanTable.class);

    private record Name(String name, int version) {}

    private final Map<Name, DetectorPlan> plans = new ConcurrentHashMap<>();
    private final Map<String, PlanHead> heads = new ConcurrentHashMap<>();
    private final List<Consumer<DetectorPlan>> listeners = new CopyOnWriteArrayList<>();
    private final Object changed = new Object();
    private final TopicTable<PlanEntry> table;

    private PlanTable(ServiceContext context, String client, Consumer<DetectorPlan> onPlan) {
        listeners.add(onPlan);
        this.table = TopicTable.start(context, client + "-plans", Topic.PLANS, PlanEntry.class, this::apply);
    }

    /**
     * Starts to follow.
     *
     * @param client unique in the process
     */
    public static PlanTable start(ServiceContext context, String client) {
        return start(context, client, plan -> {});
    }

    /**
     * Starts to follow.
     *
     * @param client unique in the process
     * @param onPlan hears of each new plan before anybody can look it up
     */
    public static PlanTable start(ServiceContext context, String client, Consumer<DetectorPlan> onPlan) {
        return new PlanTable(context, client, onPlan);
    }

    private void apply(String key, @Nullable PlanEntry value) {
        if (value == null) {
            heads.remove(key);
            return;
        }
        switch (value.getEntry()) {
            case DetectorPlan plan -> add(plan);
            case PlanHead head -> heads.put(head.getName(), head);
            default -> LOG.warn("unknown entry of plans key={}", key);
        }
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    /** A plan never changes: whoever writes another one under its name is not heard. */
    private void add(DetectorPlan plan) {
        var name = new Name(plan.getName(), plan.getVersion());
        var known = plans.get(name);
        if (known != null) {
            if (!known.equals(plan)) {
                LOG.warn("plan is immutable, change ignored plan={}@{}", plan.getName(), plan.getVersion());
            }
            return;
        }
        listeners.forEach(listener -> listener.accept(plan));
        plans.put(name, plan);
    }

    /** The plan of this very version. */
    public Optional<DetectorPlan> plan(PlanRef ref) {
        return Optional.ofNullable(plans.get(new Name(ref.getName(), ref.getVersion())));
    }

    /** The current version of a name, as far as both head and plan are known. */
    public Optional<DetectorPlan> current(String name) {
        return Optional.ofNullable(heads.get(name)).map(head -> plans.get(new Name(name, head.getVersion())));
    }

    /** Every known plan. */
    public Collection<DetectorPlan> plans() {
        return List.copyOf(plans.values());
    }

    /** Waits for a plan that may be on its way; empty where it has not come in time. */
    public Optional<DetectorPlan> await(PlanRef ref, Duration most) throws InterruptedException {
        var deadline = System.nanoTime() + most.toNanos();
        synchronized (changed) {
            for (var found = plan(ref);; found = plan(ref)) {
                var left = (deadline - System.nanoTime()) / 1_000_000;
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                changed.wait(left);
            }
        }
    }

    /** Whether all that was there at the start has been read. */
    public boolean ready() {
        return table.ready();
    }

    /** Waits until {@link #ready()}; false where that takes longer. */
    public boolean awaitReady(Duration most) throws InterruptedException {
        return table.awaitReady(most);
    }

    /** Starting until it has caught up. */
    public Health health() {
        return table.health();
    }

    @Override
    public void close() {
        table.close();
    }
}
