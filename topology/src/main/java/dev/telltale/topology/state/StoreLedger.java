package dev.telltale.topology.state;

import dev.telltale.topology.judging.Exemptions;
import dev.telltale.topology.order.EpochId;
import dev.telltale.topology.order.EpochState;
import dev.telltale.topology.order.Ledger;
import dev.telltale.topology.order.PendingWindow;
import dev.telltale.topology.order.StreamState;

import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The ledger in the state stores of one task. */
public final class StoreLedger implements Ledger {
    /** Digits of a long: keys of windows sort like their numbers. */
    private static final int DIGITS = 19;

    private final KeyValueStore<String, StreamState> streamStore;
    private final KeyValueStore<String, PendingWindow> windowStore;
    private final KeyValueStore<String, Exemptions> exemptionStore;
    private final Memo<StreamState> streams;
    private final Memo<EpochState> epochs;
    private final Memo<PendingWindow> windows;

    /** The ledger of the task. */
    public StoreLedger(ProcessorContext<?, ?> context) {
        streamStore = context.getStateStore(Stores.STREAMS);
        windowStore = context.getStateStore(Stores.WINDOWS);
        exemptionStore = context.getStateStore(Stores.EXEMPTIONS);
        streams = new Memo<>(streamStore);
        epochs = new Memo<>(context.getStateStore(Stores.EPOCHS));
        windows = new Memo<>(windowStore);
    }

    @Override
    public @Nullable StreamState stream(String stream) {
        return streams.get(stream);
    }

    @Override
    public void stream(String stream, @Nullable StreamState state) {
        streams.put(stream, state);
    }

    @Override
    public @Nullable EpochState epoch(EpochId epoch) {
        return epochs.get(key(epoch));
    }

    @Override
    public void epoch(EpochId epoch, @Nullable EpochState state) {
        epochs.put(key(epoch), state);
    }

    @Override
    public @Nullable PendingWindow window(EpochId epoch, long window) {
        return windows.get(key(epoch, window));
    }

    @Override
    public void window(EpochId epoch, long window, @Nullable PendingWindow state) {
        windows.put(key(epoch, window), state);
    }

    @Override
    public List<Long> windows(EpochId epoch) {
        var numbers = new ArrayList<Long>();
        var prefix = key(epoch) + "/";
        try (var entries = windowStore.prefixScan(prefix, new StringSerializer())) {
            entries.forEachRemaining(entry -> numbers.add(Long.valueOf(entry.key.substring(prefix.length()))));
        }
        return numbers;
    }

    @Override
    public Exemptions exemptions(String stream) {
        return Objects.requireNonNullElse(exemptionStore.get(stream), Exemptions.NONE);
    }

    /** Writes what raises no alert in the stream. */
    public void exemptions(String stream, Exemptions exemptions) {
        if (exemptions.equals(Exemptions.NONE)) {
            exemptionStore.delete(stream);
        } else {
            exemptionStore.put(stream, exemptions);
        }
    }

    /** All streams of which something is known. */
    public List<String> streams() {
        var names = new ArrayList<String>();
        try (var entries = streamStore.all()) {
            entries.forEachRemaining(entry -> names.add(entry.key));
        }
        return names;
    }

    private static String key(EpochId epoch) {
        return epoch.stream() + "/" + epoch.epoch();
    }

    private static String key(EpochId epoch, long window) {
        var number = Long.toString(window);
        return key(epoch) + "/" + "0".repeat(DIGITS - number.length()) + number;
    }
}
