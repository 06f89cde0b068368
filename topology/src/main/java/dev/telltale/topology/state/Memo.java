package dev.telltale.topology.state;

import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A store whose latest values are remembered as objects, so that reading them again costs no decoding. Values are immutable and every
 * change goes through to the store, so the memory may be forgotten at any time.
 */
final class Memo<V> {
    private static final int CAPACITY = 4096;

    private final KeyValueStore<String, V> store;
    private final Map<String, V> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > CAPACITY;
        }
    };

    Memo(KeyValueStore<String, V> store) {
        this.store = store;
    }

    @Nullable
    V get(String key) {
        var known = latest.get(key);
        if (known != null) {
            return known;
        }
        var stored = store.get(key);
        if (stored != null) {
            latest.put(key, stored);
        }
        return stored;
    }

    void put(String key, @Nullable V value) {
        if (value == null) {
            latest.remove(key);
            store.delete(key);
        } else {
            latest.put(key, value);
            store.put(key, value);
        }
    }
}
