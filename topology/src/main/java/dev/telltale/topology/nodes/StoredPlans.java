package dev.telltale.topology.nodes;

import dev.telltale.schemas.DetectorPlan;
import dev.telltale.schemas.PlanEntry;
import dev.telltale.schemas.PlanRef;
import dev.telltale.topology.judging.Plan;
import dev.telltale.topology.judging.PlanLookup;
import dev.telltale.topology.rules.DropCounter;
import dev.telltale.topology.rules.DropReason;

import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds plans among the stored bytes and remembers them: they never change. */
final class StoredPlans implements PlanLookup {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPlans.class);

    private final String topic;
    private final Function<String, byte @Nullable []> bytes;
    private final Deserializer<PlanEntry> deserializer;
    private final DropCounter drops;
    private final Map<PlanRef, Plan> known = new HashMap<>();
    private final Set<PlanRef> bad = new HashSet<>();

    /**
     * A lookup.
     *
     * @param topic where plans come from
     * @param bytes finds the bytes of plan@version
     * @param deserializer reads them
     * @param drops counts what makes no sense
     */
    StoredPlans(String topic, Function<String, byte @Nullable []> bytes, Deserializer<PlanEntry> deserializer,
            DropCounter drops) {
        this.topic = topic;
        this.bytes = bytes;
        this.deserializer = deserializer;
        this.drops = drops;
    }

    @Override
    public @Nullable Plan find(PlanRef ref) {
        var plan = known.get(ref);
        return plan == null && !bad.contains(ref) ? read(ref) : plan;
    }

    private @Nullable Plan read(PlanRef ref) {
        var stored = bytes.apply(Plan.key(ref));
        if (stored == null) {
            return null;
        }
        try {
            if (deserializer.deserialize(topic, stored).getEntry() instanceof DetectorPlan plan) {
                return remember(ref, Plan.of(plan));
            }
            refuse(ref, "it is a head");
        } catch (SerializationException | IllegalArgumentException | AvroRuntimeException e) {
            refuse(ref, e.getMessage());
        }
        return null;
    }

    private @Nullable Plan remember(PlanRef ref, Plan plan) {
        if (!plan.ref().equals(ref)) {
            refuse(ref, "it calls itself " + Plan.key(plan.ref()));
            return null;
        }
        known.put(ref, plan);
        return plan;
    }

    /** Its windows will be applied without it, as partial, once they are overdue. */
    private void refuse(PlanRef ref, @Nullable String why) {
        bad.add(ref);
        drops.count(DropReason.BAD_PLAN);
        LOG.warn("plan unusable plan={} detail={}", Plan.key(ref), why);
    }
}
