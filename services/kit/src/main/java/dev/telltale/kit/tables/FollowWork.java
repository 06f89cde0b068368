package dev.telltale.kit.tables;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.loop.Work;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;

/** The rounds of a {@link TopicTable}. */
final class FollowWork implements Work {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Takes the value's bytes, null for a tombstone. */
    @FunctionalInterface
    interface Sink {
        void apply(String key, byte @Nullable [] value);
    }

    private final ServiceContext context;
    private final Topic topic;
    private final Sink sink;
    private final Runnable caughtUp;
    private final Consumer<byte[], byte[]> consumer;
    private @Nullable Map<TopicPartition, Long> ends;

    FollowWork(ServiceContext context, String client, Topic topic, Sink sink, Runnable caughtUp) {
        this.context = context;
        this.topic = topic;
        this.sink = sink;
        this.caughtUp = caughtUp;
        this.consumer = context.kafka().reader(client);
    }

    @Override
    public boolean run() {
        try {
            var target = ends == null ? begin() : ends;
            var records = consumer.poll(POLL);
            records.forEach(record -> sink.apply(RecordCodec.text(record.key()), record.value()));
            if (!target.isEmpty() && TableReader.reached(consumer, target)) {
                ends = Map.of();
                caughtUp.run();
            }
            return true;
        } catch (WakeupException stop) {
            return false;
        }
    }

    /** All partitions from their beginning; throws, and is tried again, while the topic is not there. */
    private Map<TopicPartition, Long> begin() {
        var name = context.kafka().topics().of(topic);
        var partitions = consumer.partitionsFor(name).stream().map(info -> new TopicPartition(name, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic " + name + " does not exist yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = TopicEnds.of(context.kafka(), partitions);
        return ends;
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
