package dev.telltale.load.mutants;

import dev.telltale.ingest.Sources;
import dev.telltale.ingest.guard.Resolver;
import dev.telltale.ingest.worker.Batch;
import dev.telltale.ingest.worker.CarefulMode;
import dev.telltale.ingest.worker.Listeners;
import dev.telltale.ingest.worker.StreamPublisher;
import dev.telltale.ingest.worker.StreamTask;
import dev.telltale.ingest.worker.StreamWorker;
import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.StreamSpec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.WindowMark;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What ingest's worker wrote of a file.
 *
 * @param windows records with packets
 * @param marks of windows without, and of ends
 * @param statuses in their order
 */
record TakenIn(List<FrameWindow> windows, List<WindowMark> marks, List<StreamStatus> statuses) {
    private static final String STREAM = "mutant";

    /** Takes a file in flat out, as ingest's service does. */
    static TakenIn of(Path file, ServiceContext context) {
        TakenIn taken = new TakenIn(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        StreamSpec spec = StreamSpec.newBuilder().setStream(STREAM).setSource(file.toUri().toString())
                .setPacing(Pacing.FLAT_OUT).build();
        StreamTask task = new StreamTask(spec, 0, Instant.EPOCH);
        try (Listeners listeners = new Listeners(context.config().ingest())) {
            StreamPublisher publisher = new StreamPublisher(task, context, batch -> taken.note(batch, context));
            StreamWorker worker = new StreamWorker(task,
                    Sources.of(context.config().ingest(), listeners, Resolver.SYSTEM), context.config().ingest(),
                    publisher, context.clock(), careful(context), true);
            worker.begin(null);
            worker.run();
        }
        return taken;
    }

    private static CarefulMode careful(ServiceContext context) {
        return CarefulMode.open(context.config().dataDir().resolve("journal"), STREAM, true,
                context.config().ingest().cpuPerRead(), context.clock());
    }

    /** The last thing that ingest said of it. */
    StreamStatus last() {
        return statuses.getLast();
    }

    private void note(Batch batch, ServiceContext context) {
        for (ProducerRecord<byte[], byte[]> record : batch.records()) {
            for (Topic topic : List.of(Topic.WINDOWS, Topic.MARKS, Topic.STATUS)) {
                if (record.topic().equals(context.kafka().topics().of(topic))) {
                    read(topic, record.value());
                }
            }
        }
        batch.done().complete(null);
    }

    private void read(Topic topic, byte[] value) {
        if (value.length > topic.maxMessageBytes()) {
            throw new IllegalStateException(topic + " takes no record of " + value.length + " bytes");
        }
        try {
            switch (topic) {
                case WINDOWS -> windows.add(FrameWindow.fromByteBuffer(ByteBuffer.wrap(value)));
                case MARKS -> marks.add(WindowMark.fromByteBuffer(ByteBuffer.wrap(value)));
                default -> statuses.add(StreamStatus.fromByteBuffer(ByteBuffer.wrap(value)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
