package dev.telltale.ingest.worker;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Records of one stream that become visible together or not at all.
 *
 * @param stream the stream
 * @param partition partition of the streams topic that owns it
 * @param records what is written
 * @param progress how far the stream has come with it; null where only a state is told
 * @param done ends when all of it is committed, or exceptionally where this process may not write it any more
 */
public record Batch(String stream, int partition, List<ProducerRecord<byte[], byte[]>> records,
        @Nullable Progress progress,
        CompletableFuture<Void> done) {}
