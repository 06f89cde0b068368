package dev.telltale.trainer.importing;

import dev.telltale.schemas.FaceWindow;
import dev.telltale.schemas.serde.AvroSerializer;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Writes windows to the faces topic; {@link #close} waits until all are there. */
public final class KafkaFaceSink implements FaceWindowSink, AutoCloseable {
    private static final int LARGEST_RECORD = 9 << 20;

    private final Producer<String, FaceWindow> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /**
     * Opens a producer.
     *
     * @param settings {@code bootstrap.servers}, {@code schema.registry.url} and whatever else clients need
     * @param topic full name of the faces topic
     */
    public KafkaFaceSink(Map<String, ?> settings, String topic) {
        Map<String, Object> own = new HashMap<>(settings);
        own.putIfAbsent("max.request.size", LARGEST_RECORD);
        own.putIfAbsent("linger.ms", 20);
        AvroSerializer<FaceWindow> values = new AvroSerializer<>();
        values.configure(own, false);
        this.producer = new KafkaProducer<>(own, new StringSerializer(), values);
        this.topic = topic;
    }

    @Override
    public void publish(FaceWindow window) {
        throwFailure();
        var unused = producer.send(new ProducerRecord<>(topic, window.getStream(), window), (written, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /**
     * Waits until everything has been written.
     *
     * @throws KafkaException where something could not be
     */
    @Override
    public void close() {
        producer.close();
        throwFailure();
    }

    private void throwFailure() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("windows could not be written to " + topic + ": " + failed.getMessage(), failed);
        }
    }
}
