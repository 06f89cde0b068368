package dev.telltale.faces;

import dev.telltale.kit.ServiceContext;
import dev.telltale.kit.kafka.DeadLetterReason;
import dev.telltale.kit.loop.Input;
import dev.telltale.kit.loop.Outputs;
import dev.telltale.kit.loop.TransactionalHandler;
import dev.telltale.kit.metrics.Meter;
import dev.telltale.kit.tables.TableReader;
import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.MarkAuthor;
import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TrackerSnapshot;
import dev.telltale.schemas.WindowMark;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Frame windows to face windows, marks and snapshots, all of a window in one transaction. What it keeps in memory is a warm
 * decoder and tracker per stream; on assignment it takes each up where its snapshot says, by reading back to the key frame.
 */
final class FacesHandler implements TransactionalHandler<FrameWindow> {
    private final ServiceContext context;
    private final VisionTools tools;
    private final FacesSettings settings;
    private final PlanSource plans;
    private final Map<Integer, Map<String, StreamVision>> visions = new HashMap<>();
    private final Map<String, TrackerSnapshot> snapshots = new HashMap<>();

    FacesHandler(ServiceContext context, VisionTools tools, FacesSettings settings, PlanSource plans) {
        this.context = context;
        this.tools = tools;
        this.settings = settings;
        this.plans = plans;
    }

    @Override
    public Map<TopicPartition, Long> assigned(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> begin = new HashMap<>();
        for (TopicPartition partition : committed.keySet()) {
            // Windows and snapshots are partitioned alike: those of the same number are ours.
            Map<String, TrackerSnapshot> found = TableReader.latest(context.kafka(), Topic.TRACKS,
                    TrackerSnapshot.class, List.of(partition.partition()));
            snapshots.putAll(found);
            found.values().stream().filter(snapshot -> !snapshot.getEnded())
                    .mapToLong(TrackerSnapshot::getResumeOffset).min()
                    .ifPresent(offset -> begin.put(partition, offset));
        }
        return begin;
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Map<String, StreamVision> gone = visions.remove(partition.partition());
            if (gone != null) {
                gone.forEach((stream, vision) -> {
                    vision.close();
                    snapshots.remove(stream);
                });
            }
        }
    }

    @Override
    public void handle(Input<FrameWindow> input, Outputs outputs) {
        FrameWindow window = input.value();
        StreamVision vision = vision(input.raw().partition(), window.getStream());
        if (input.replayed()) {
            vision.replay(window, input.raw().offset());
            return;
        }
        WindowOutput output = vision.take(window, input.raw().offset());
        for (FaceWindow face : output.faces()) {
            outputs.send(Topic.FACES, face.getStream(), face);
        }
        send(output.mark(), outputs);
        outputs.send(Topic.TRACKS, window.getStream(), output.snapshot());
    }

    /** The window was there and could not be used: its mark says so, and decoding goes on at the next key frame. */
    @Override
    public void poisoned(ConsumerRecord<byte[], byte[]> raw, DeadLetterReason reason, String detail, Outputs outputs) {
        FrameWindow window;
        try {
            window = context.kafka().codec().decode(Topic.WINDOWS, FrameWindow.class, raw.value());
        } catch (SerializationException nameless) {
            return;
        }
        vision(raw.partition(), window.getStream()).skip();
        send(WindowMark.newBuilder().setStream(window.getStream()).setEpoch(window.getEpoch())
                .setWindow(window.getWindow()).setWindowMillis(window.getWindowMillis())
                .setCaptureStart(window.getCaptureStart()).setAuthor(MarkAuthor.FACES)
                .setReason(MarkReason.UNDECODABLE).setDetail(detail).setKeepAll(window.getKeepAll()).build(), outputs);
    }

    private void send(WindowMark mark, Outputs outputs) {
        outputs.send(Topic.MARKS, mark.getStream(), mark);
        context.metrics().counter(Meter.MARKS, FacesService.NAME, mark.getReason().name()).increment();
    }

    private StreamVision vision(int partition, String stream) {
        return visions.computeIfAbsent(partition, number -> new HashMap<>()).computeIfAbsent(stream,
                name -> new StreamVision(tools, settings, plans, snapshots.get(name)));
    }
}
