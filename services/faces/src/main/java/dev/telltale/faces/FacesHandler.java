package dev.telltale.faces;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.DeadLetterReason;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.kit.loop.Input;
import dev.telltale.kit.loop.Outputs;
import dev.telltale.kit.loop.TransactionalHandler;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.kit.tables.TableReader;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TrackerSnapshot;
import dev.telltale.schemas.WindowMark;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The streams of the partitions at hand, each with its warm decoder; all of them on the loop's one thread. */
final class FacesHandler implements TransactionalHandler<FrameWindow> {
    private static final Logger LOG = LoggerFactory.getLogger(FacesHandler.class);

    private final ServiceContext context;
    private final VisionTools tools;
    private final FacesSettings settings;
    private final PlanSource plans;
    private final Map<TopicPartition, Partition> partitions = new HashMap<>();

    /** What is known of one partition. */
    private record Partition(Map<String, TrackerSnapshot> snapshots, Map<String, StreamVision> streams) {}

    FacesHandler(ServiceContext context, VisionTools tools, FacesSettings settings, PlanSource plans) {
        this.context = context;
        this.tools = tools;
        this.settings = settings;
        this.plans = plans;
    }

    /** Reading begins at the oldest key frame that any stream's decoder needs. */
    @Override
    public Map<TopicPartition, Long> assigned(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> begin = new HashMap<>();
        committed.forEach((partition, offset) -> {
            Map<String, TrackerSnapshot> snapshots = TableReader.latest(context.kafka(), Topic.TRACKS,
                    TrackerSnapshot.class, List.of(partition.partition()));
            partitions.put(partition, new Partition(snapshots, new HashMap<>()));
            OptionalLong oldest = snapshots.values().stream().filter(snapshot -> !snapshot.getEnded())
                    .mapToLong(TrackerSnapshot::getResumeOffset).min();
            oldest.ifPresent(from -> begin.put(partition, from));
            LOG.info("taking over partition={} committed={} from={} streams={}", partition, offset.offset(),
                    oldest.orElse(offset.offset()), snapshots.size());
        });
        return begin;
    }

    @Override
    public void revoked(Collection<TopicPartition> gone) {
        for (TopicPartition partition : gone) {
            Partition known = partitions.remove(partition);
            if (known != null) {
                known.streams().values().forEach(StreamVision::close);
            }
        }
    }

    @Override
    public void handle(Input<FrameWindow> input, Outputs outputs) {
        String fault = FrameWindowRules.fault(input.key(), input.value());
        if (fault != null) {
            if (!input.replayed()) {
                outputs.deadLetter(Topic.WINDOWS, input.raw(), DeadLetterReason.INVALID, fault);
            }
            return;
        }
        StreamVision stream = stream(input.raw(), input.key());
        if (input.replayed()) {
            replay(stream, input);
        } else {
            send(stream.take(input.value(), input.raw().offset()), outputs);
        }
    }

    /** What failed once already, and was given up, must not fail a restart as well. */
    private static void replay(StreamVision stream, Input<FrameWindow> input) {
        try {
            stream.replay(input.value(), input.raw().offset());
        } catch (RuntimeException e) {
            LOG.warn("record cannot be replayed stream={} offset={} error={}", input.key(), input.raw().offset(),
                    e.toString());
            stream.skip();
        }
    }

    private StreamVision stream(ConsumerRecord<byte[], byte[]> raw, String key) {
        Partition partition = partitions.computeIfAbsent(new TopicPartition(raw.topic(), raw.partition()),
                any -> new Partition(Map.of(), new HashMap<>()));
        return partition.streams().computeIfAbsent(key,
                stream -> new StreamVision(tools, settings, plans, partition.snapshots().get(stream)));
    }

    private void send(WindowOutput output, Outputs outputs) {
        WindowMark mark = output.mark();
        outputs.send(Topic.MARKS, mark.getStream(), mark);
        for (FaceWindow face : output.faces()) {
            outputs.send(Topic.FACES, face.getStream(), face);
        }
        outputs.send(Topic.TRACKS, mark.getStream(), output.snapshot());
        context.metrics().counter(Meter.MARKS, FacesService.NAME, mark.getReason().name()).increment();
        context.metrics().timer(Meter.LAG, FacesService.NAME)
                .record(Duration.between(mark.getCaptureStart(), context.clock().instant()));
    }

    @Override
    public void missing(ConsumerRecord<byte[], byte[]> replayed) {
        stream(replayed, RecordCodec.text(replayed.key())).skip();
    }

    /** Its readers wait for a mark; the stream's decoder waits for the next key frame. */
    @Override
    public void poisoned(ConsumerRecord<byte[], byte[]> raw, DeadLetterReason reason, String detail, Outputs outputs) {
        String key = RecordCodec.text(raw.key());
        try {
            FrameWindow record = context.kafka().codec().decode(Topic.WINDOWS, FrameWindow.class, raw.value());
            if (FrameWindowRules.fault(key, record) == null) {
                send(stream(raw, key).giveUp(record, raw.offset(), reason + ": " + detail), outputs);
            }
        } catch (SerializationException unreadable) {
            stream(raw, key).skip();
        }
    }
}
