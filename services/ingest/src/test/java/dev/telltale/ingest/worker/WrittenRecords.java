package dev.telltale.ingest.worker;

import dev.telltale.schemas.FrameWindow;
import dev.telltale.schemas.Topic;
import dev.telltale.schemas.TopicNames;
import dev.telltale.schemas.WindowMark;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Commits at once, and reads what was written back as windows and marks. */
abstract class WrittenRecords implements Ledger {
    abstract void window(FrameWindow window);

    abstract void mark(WindowMark mark);

    @Override
    public final void submit(Batch batch) {
        batch.records().forEach(this::read);
        batch.done().complete(null);
    }

    private void read(ProducerRecord<byte[], byte[]> record) {
        TopicNames names = TopicNames.standard();
        ByteBuffer value = ByteBuffer.wrap(record.value());
        try {
            if (record.topic().equals(names.of(Topic.WINDOWS))) {
                window(FrameWindow.fromByteBuffer(value));
            } else if (record.topic().equals(names.of(Topic.MARKS))) {
                mark(WindowMark.fromByteBuffer(value));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
