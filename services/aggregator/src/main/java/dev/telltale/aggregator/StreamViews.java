package dev.telltale.aggregator;

import dev.telltale.topology.order.StreamState;
import dev.telltale.topology.state.Stores;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers questions from the state of the partitions that this process has; of other processes' streams it knows nothing. */
public final class StreamViews {
    private final @Nullable KafkaStreams streams;

    StreamViews(@Nullable KafkaStreams streams) {
        this.streams = streams;
    }

    /** One stream; empty where nothing is known of it here. */
    public Optional<StreamView> stream(String name) {
        try {
            return store().map(store -> store.get(name)).map(state -> StreamView.of(name, state));
        } catch (InvalidStateStoreException moving) {
            return Optional.empty();
        }
    }

    /** All streams that this process has, by name. */
    public List<StreamView> all() {
        var views = new ArrayList<StreamView>();
        try {
            store().ifPresent(store -> {
                try (var entries = store.all()) {
                    entries.forEachRemaining(entry -> views.add(StreamView.of(entry.key, entry.value)));
                }
            });
        } catch (InvalidStateStoreException moving) {
            return List.of();
        }
        views.sort(Comparator.comparing(StreamView::stream));
        return views;
    }

    private Optional<ReadOnlyKeyValueStore<String, StreamState>> store() {
        try {
            return Optional.ofNullable(streams).map(running -> running.store(StoreQueryParameters
                    .fromNameAndType(Stores.STREAMS, QueryableStoreTypes.<String, StreamState>keyValueStore())));
        } catch (StreamsNotStartedException starting) {
            return Optional.empty();
        }
    }
}
