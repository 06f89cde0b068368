package dev.telltale.topology.state;

import dev.telltale.topology.judging.Exemptions;
import dev.telltale.topology.order.EpochState;
import dev.telltale.topology.order.PendingWindow;
import dev.telltale.topology.order.StreamState;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

import java.util.Map;

import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;

/**
 * The state stores. They are small (what is pending, and one record a stream), so they live in memory behind a changelog; the cache
 * in front of them writes each entry once a commit however often it changed.
 */
public final class Stores {
    /** By stream: where it stands. */
    public static final String STREAMS = "stream-states";
    /** By stream/epoch: where it stands. */
    public static final String EPOCHS = "epoch-states";
    /** By stream/epoch/window: what has come for a window that is not applied yet. */
    public static final String WINDOWS = "pending-windows";
    /** By stream: its mutes and declared regions, where it has any. */
    public static final String EXEMPTIONS = "exemptions";
    /** By plan@version: immutable plans, as the bytes of their entry. Global. */
    public static final String PLANS = "plans";

    // Keys of windows are used once: without these the changelog would keep a tombstone of each for a day. An hour is more than a
    // standby may ever lag behind.
    private static final Map<String, String> SHORT_LIVED = Map.of("segment.bytes", Integer.toString(64 << 20),
            "segment.ms",
            "600000", "min.cleanable.dirty.ratio", "0.1", "delete.retention.ms", "3600000");

    private Stores() {}

    /** Builds {@link #STREAMS}. */
    public static StoreBuilder<KeyValueStore<String, StreamState>> streams() {
        return changing(STREAMS, StreamLayout.SERDE);
    }

    /** Builds {@link #EPOCHS}. */
    public static StoreBuilder<KeyValueStore<String, EpochState>> epochs() {
        return changing(EPOCHS, EpochLayout.SERDE);
    }

    /** Builds {@link #WINDOWS}. */
    public static StoreBuilder<KeyValueStore<String, PendingWindow>> windows() {
        return changing(WINDOWS, WindowLayout.SERDE);
    }

    /** Builds {@link #EXEMPTIONS}. */
    public static StoreBuilder<KeyValueStore<String, Exemptions>> exemptions() {
        return keyValueStoreBuilder(inMemoryKeyValueStore(EXEMPTIONS), Serdes.String(), ExemptionsLayout.SERDE)
                .withLoggingEnabled(Map.of());
    }

    /** Builds {@link #PLANS}, which needs no changelog: its topic is one. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> plans() {
        return keyValueStoreBuilder(inMemoryKeyValueStore(PLANS), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled();
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> changing(String name, Serde<V> serde) {
        return keyValueStoreBuilder(inMemoryKeyValueStore(name), Serdes.String(), serde).withCachingEnabled()
                .withLoggingEnabled(SHORT_LIVED);
    }
}
