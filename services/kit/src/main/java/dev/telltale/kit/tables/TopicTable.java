package dev.telltale.kit.tables;

import dev.telltale.kit.Health;
import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.loop.IdleRule;
import dev.telltale.kit.loop.Loop;
import dev.telltale.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows a compacted topic: every instance sees all of it, the latest value per key.
 *
 * @param <T> the values
 */
public final class TopicTable<T extends SpecificRecord> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTable.class);

    /** Hears of changes, in the order of each partition, on the table's own thread. */
    @FunctionalInterface
    public interface Listener<T> {
        /** A key has a new value; null: it was removed. */
        void changed(String key, @Nullable T value);
    }

    private final ServiceContext context;
    private final Topic topic;
    private final Class<T> type;
    private final Listener<T> listener;
    private final Map<String, T> values = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Loop loop;

    private TopicTable(ServiceContext context, String client, Topic topic, Class<T> type, Listener<T> listener) {
        this.context = context;
        this.topic = topic;
        this.type = type;
        this.listener = listener;
        this.loop = new Loop(client, new FollowWork(context, client, topic, this::apply, caughtUp::countDown),
                IdleRule.none(), context.metrics());
    }

    /** Starts to follow. */
    public static <T extends SpecificRecord> TopicTable<T> start(ServiceContext context, String client, Topic topic,
            Class<T> type, Listener<T> listener) {
        var table = new TopicTable<>(context, client, topic, type, listener);
        table.loop.start();
        return table;
    }

    private void apply(String key, byte @Nullable [] bytes) {
        try {
            var value = bytes == null ? null : context.kafka().codec().decode(topic, type, bytes);
            if (value == null) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
            listener.changed(key, value);
        } catch (SerializationException unreadable) {
            LOG.warn("record is left out topic={} key={} error={}", topic, key, unreadable.toString());
        }
    }

    /** The latest value; null where there is none. */
    public @Nullable T get(String key) {
        return values.get(key);
    }

    /** All of it, live. */
    public Map<String, T> view() {
        return java.util.Collections.unmodifiableMap(values);
    }

    /** Whether all that was there at the start has been read. */
    public boolean ready() {
        return caughtUp.getCount() == 0;
    }

    /** Waits until {@link #ready()}; false where that takes longer. */
    public boolean awaitReady(Duration most) throws InterruptedException {
        return caughtUp.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starting until it has caught up. */
    public Health health() {
        return ready() || loop.health() instanceof Health.Failed
                ? loop.health()
                : new Health.Starting("topic " + context.kafka().topics().of(topic));
    }

    @Override
    public void close() {
        loop.close();
    }
}
