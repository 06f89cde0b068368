package dev.telltale.topology.nodes;

import dev.telltale.schemas.PlanEntry;
import dev.telltale.topology.judging.Exemptions;
import dev.telltale.topology.order.Aggregation;
import dev.telltale.topology.order.Aggregation.Effect;
import dev.telltale.topology.rules.AggregationConfig;
import dev.telltale.topology.rules.DropCounter;
import dev.telltale.topology.state.StoreLedger;
import dev.telltale.topology.state.Stores;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs the rules on what passes the guards, and on the wall clock's ticks. */
public final class Aggregator implements Processor<String, Input, String, SpecificRecord> {
    private static final Duration TICK = Duration.ofSeconds(1);

    /**
     * What it is made of.
     *
     * @param config the numbers of the rules
     * @param planTopic where plans come from
     * @param plans reads plans
     * @param drops counts what has no effect
     * @param instance name of the process
     */
    public record Parts(AggregationConfig config, String planTopic, Deserializer<PlanEntry> plans, DropCounter drops,
            String instance) {}

    /** What it has only while a task runs. */
    private record Running(StoreLedger ledger, Sinks sinks, Aggregation rules, Idleness idleness,
            Set<String> waiting, AtomicBoolean resumed) {}

    private final Parts parts;
    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
    private Running task;

    /** A processor for one task. */
    public Aggregator(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        var ledger = new StoreLedger(context);
        var sinks = new Sinks(context);
        ReadOnlyKeyValueStore<String, byte[]> stored = context.getStateStore(Stores.PLANS);
        var plans = new StoredPlans(parts.planTopic(), stored::get, parts.plans(), parts.drops());
        var rules = new Aggregation(parts.config(), plans, ledger, sinks, parts.drops(),
                () -> Instant.ofEpochMilli(context.currentSystemTimeMs()), parts.instance());
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        task = new Running(ledger, sinks, rules,
                new Idleness(TICK, parts.config().grace(), parts.config().abandonAfter(), now),
                new LinkedHashSet<>(), new AtomicBoolean());
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Input> record) {
        task.sinks().date(record.timestamp());
        var stream = record.key();
        switch (record.value()) {
            case Input.Marked(var mark) -> note(stream, task.rules().mark(mark));
            case Input.Scored(var score) -> note(stream, task.rules().score(score));
            case Input.Specified(var spec) -> {
                task.ledger().exemptions(stream, Exemptions.of(spec));
                task.rules().spec(stream, spec == null);
            }
        }
    }

    private void note(String stream, Effect effect) {
        switch (effect) {
            case NONE -> {
            }
            case NEWS -> task.idleness().touch(stream);
            case WAITS_FOR_PLAN -> {
                task.idleness().touch(stream);
                task.waiting().add(stream);
            }
        }
    }

    private void tick(long now) {
        task.sinks().date(now);
        if (task.resumed().compareAndSet(false, true)) {
            resume();
        }
        retryPlans();
        for (var lapse : task.idleness().lapses(Instant.ofEpochMilli(now))) {
            task.rules().idle(lapse.stream(), lapse.attention());
        }
    }

    /** Of the streams that an earlier run left behind nothing need ever come again. */
    private void resume() {
        for (var stream : task.ledger().streams()) {
            task.idleness().touch(stream);
            task.waiting().add(stream);
        }
    }

    /** Plans come by another way than marks: what had to wait for one is tried again. */
    private void retryPlans() {
        for (var stream : List.copyOf(task.waiting())) {
            if (task.rules().advance(stream) != Effect.WAITS_FOR_PLAN) {
                task.waiting().remove(stream);
            }
        }
    }
}
