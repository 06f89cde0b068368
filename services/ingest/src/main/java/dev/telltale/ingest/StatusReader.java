package dev.telltale.ingest;

import dev.telltale.ingest.worker.StreamPublisher;
import dev.telltale.kit.kafka.KafkaClients;
import dev.telltale.kit.kafka.RecordCodec;
import dev.telltale.schemas.StreamStatus;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads what ingest last said of streams, whichever instance it was: the truth about what has been committed. */
final class StatusReader {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReader.class);

    private final KafkaClients kafka;
    private final TopicScan scan;

    StatusReader(KafkaClients kafka, String client) {
        this.kafka = kafka;
        this.scan = new TopicScan(kafka, client);
    }

    /** Returns the last committed status of those of the streams that have one. */
    Map<String, StreamStatus> read(Collection<String> streams) {
        Map<String, StreamStatus> found = new HashMap<>();
        if (streams.isEmpty()) {
            return found;
        }
        Map<String, String> keys = new HashMap<>();
        streams.forEach(stream -> keys.put(StreamPublisher.statusKey(stream), stream));
        scan.all(kafka.topics().of(Topic.STATUS), record -> note(record, keys, found));
        return found;
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Map<String, String> keys,
            Map<String, StreamStatus> found) {
        String stream = keys.get(RecordCodec.text(record.key()));
        if (stream == null) {
            return;
        }
        if (record.value() == null) {
            found.remove(stream);
            return;
        }
        try {
            found.put(stream, kafka.codec().decode(Topic.STATUS, StreamStatus.class, record.value()));
        } catch (SerializationException e) {
            LOG.warn("status not readable stream={} reason={}", stream, e.getMessage());
        }
    }
}
