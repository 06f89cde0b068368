package dev.telltale.kit.kafka;

import dev.telltale.schemas.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends single records, each acknowledged on its own. Thread-safe. */
public final class Publisher implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final RecordCodec codec;

    Publisher(Producer<byte[], byte[]> producer, RecordCodec codec) {
        this.producer = producer;
        this.codec = codec;
    }

    /** Sends; a null value is a tombstone. The future ends when all replicas have it, or with what went wrong. */
    public CompletableFuture<RecordMetadata> send(Topic topic, String key, @Nullable SpecificRecord value) {
        return send(codec.encode(topic, key, value));
    }

    /** Sends bytes as they are. */
    public CompletableFuture<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        var done = new CompletableFuture<RecordMetadata>();
        var unused = producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                done.complete(metadata);
            } else {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    /** Sends and waits for the acknowledgement. */
    public RecordMetadata sendAndWait(Topic topic, String key, @Nullable SpecificRecord value) {
        try {
            return send(topic, key, value).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : failed;
        }
    }

    /** What was sent is given a few seconds to arrive. */
    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
