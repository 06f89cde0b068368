package dev.telltale.ingest;

import dev.telltale.ingest.worker.StreamTask;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The streams that this group has to take, as the compacted topic says. Used by the group's thread. */
final class SpecTable {
    private static final Logger LOG = LoggerFactory.getLogger(SpecTable.class);

    private final RecordCodec codec;
    private final @Nullable String placement;
    private final Map<String, StreamTask> tasks = new HashMap<>();
    /** Streams that are wanted, but with another label; the partition of each. */
    private final Map<String, Integer> elsewhere = new HashMap<>();

    /** The table of the streams with a placement label, or of those without where it is null. */
    SpecTable(RecordCodec codec, @Nullable String placement) {
        this.codec = codec;
        this.placement = placement;
    }

    /** Takes a record in; returns the stream it is about. */
    String apply(ConsumerRecord<byte[], byte[]> record) {
        String stream = RecordCodec.text(record.key());
        StreamSpec spec = decode(stream, record);
        elsewhere.remove(stream);
        if (spec == null) {
            tasks.remove(stream);
        } else if (!Objects.equals(spec.getPlacement(), placement)) {
            tasks.remove(stream);
            elsewhere.put(stream, record.partition());
        } else {
            tasks.put(stream, new StreamTask(spec, record.partition(), Instant.ofEpochMilli(record.timestamp())));
        }
        return stream;
    }

    /** The task of a stream, or null where it is not ours. */
    @Nullable
    StreamTask task(String stream) {
        return tasks.get(stream);
    }

    /** Whether a stream is wanted, but not of us. */
    boolean isElsewhere(String stream) {
        return elsewhere.containsKey(stream);
    }

    /** The tasks of a partition. */
    List<StreamTask> of(int partition) {
        return tasks.values().stream().filter(task -> task.partition() == partition).toList();
    }

    /** Forgets a partition. */
    void drop(int partition) {
        tasks.values().removeIf(task -> task.partition() == partition);
        elsewhere.values().removeIf(of -> of == partition);
    }

    private @Nullable StreamSpec decode(String stream, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        try {
            StreamSpec spec = codec.decode(Topic.STREAMS, StreamSpec.class, record.value());
            if (!spec.getStream().equals(stream)) {
                LOG.warn("spec ignored stream={} reason=its key and its stream differ value={}", stream,
                        spec.getStream());
                return null;
            }
            return spec;
        } catch (SerializationException e) {
            LOG.warn("spec ignored stream={} offset={} reason={}", stream, record.offset(), e.getMessage());
            return null;
        }
    }
}
