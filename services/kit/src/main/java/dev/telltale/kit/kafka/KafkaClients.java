package dev.telltale.kit.kafka;

import dev.telltale.kit.config.TelltaleConfig;
import dev.telltale.schemas.TopicNames;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The only place that makes Kafka clients. All of them move bytes; {@link #codec()} knows the records.
 *
 * <p>
 * {@code client} is a short name that is unique in the process: {@code faces}, {@code scoring-2}. Together with the
 * instance's name it makes the client id, the static membership and the transactional id.
 */
public final class KafkaClients implements AutoCloseable {
    private final TelltaleConfig config;
    private final ClientSettings settings;
    private final TopicNames topics;
    private final RecordCodec codec;

    /** Connects to nothing yet. */
    public KafkaClients(TelltaleConfig config) {
        this.config = config;
        this.settings = new ClientSettings(config);
        this.topics = new TopicNames(config.topics().prefix());
        this.codec = new RecordCodec(config);
    }

    /** The configuration that these clients follow. */
    public TelltaleConfig config() {
        return config;
    }

    /** Names of this tenant's topics. */
    public TopicNames topics() {
        return topics;
    }

    /** Records to bytes and back. */
    public RecordCodec codec() {
        return codec;
    }

    /** Name of a group of this tenant: {@code telltale-faces}. */
    public String group(String name) {
        return settings.group(name);
    }

    /** For topics, groups and offsets. */
    public Admin admin(String client) {
        return Admin.create(settings.admin(client));
    }

    /** Idempotent, acknowledged by all replicas. */
    public Producer<byte[], byte[]> producer(String client) {
        return new KafkaProducer<>(settings.producer(client), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Transactional; {@code initTransactions} is the caller's. */
    public Producer<byte[], byte[]> transactionalProducer(String client) {
        return new KafkaProducer<>(settings.transactionalProducer(client), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends single records outside of transactions. */
    public Publisher publisher(String client) {
        return new Publisher(producer(client), codec);
    }

    /** Member of {@link #group}: static membership, cooperative assignment, committed records only. */
    public Consumer<byte[], byte[]> groupConsumer(String client, String group) {
        return groupConsumer(client, group, upcoming -> {});
    }

    /** The same, whose poll tells beforehand which partitions are to be its own as soon as another member has let go of them. */
    public Consumer<byte[], byte[]> groupConsumer(String client, String group,
            java.util.function.Consumer<Set<TopicPartition>> upcoming) {
        var all = settings.groupConsumer(client, group(group));
        all.put(AnnouncingAssignor.LISTENER, upcoming);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads what it is assigned by hand; committed records only, from the earliest on where nothing else is said. */
    public Consumer<byte[], byte[]> reader(String client) {
        return new KafkaConsumer<>(settings.reader(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What {@link #reader} is made of, with the registry's settings: for those who bring a deserializer of their own. */
    public Map<String, Object> readerSettings(String client) {
        var all = settings.reader(client);
        all.putAll(config.registry().properties());
        return all;
    }

    /**
     * Member of a share group (KIP-932); every record has to be acknowledged.
     *
     * @param maxRecords most records that it holds at a time
     */
    public ShareConsumer<byte[], byte[]> shareConsumer(String client, String group, int maxRecords) {
        return new KafkaShareConsumer<>(settings.shareConsumer(client, group(group), maxRecords),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** For Kafka Streams: exactly once, static membership, state below the data directory. */
    public Properties streams(String application) {
        var properties = new Properties();
        properties.putAll(settings.streams(application));
        return properties;
    }

    /** Closes the codec; clients are closed by those who asked for them. */
    @Override
    public void close() {
        codec.close();
    }
}
