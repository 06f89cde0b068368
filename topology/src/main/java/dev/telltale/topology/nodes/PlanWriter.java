package dev.telltale.topology.nodes;

import dev.telltale.topology.state.Stores;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Keeps the bytes of plans and heads by their keys, for all tasks of the process. They are read when a window asks for one. */
public final class PlanWriter implements Processor<String, byte[], Void, Void> {
    private @Nullable KeyValueStore<String, byte[]> plans;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        plans = context.getStateStore(Stores.PLANS);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() != null && record.value() != null) {
            Objects.requireNonNull(plans).put(record.key(), record.value());
        }
    }
}
