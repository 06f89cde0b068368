package dev.telltale.kit.kafka;

import dev.telltale.kit.config.TelltaleConfig;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Settings of every kind of client. What the configuration passes through comes last and wins; what correctness rests
 * on (isolation, idempotence, acknowledgement) comes after even that.
 */
final class ClientSettings {
    /** The largest record (a FrameWindow) and its envelope; the topics' own limits are the finer ones. */
    static final int LARGEST_RECORD = (32 << 20) + (1 << 20);
    private static final int FETCH_BYTES = 64 << 20;
    private static final int PARTITION_FETCH_BYTES = 8 << 20;
    private static final int PRODUCER_BUFFER = 96 << 20;

    private final TelltaleConfig config;

    ClientSettings(TelltaleConfig config) {
        this.config = config;
    }

    private Map<String, Object> common(String client) {
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG,
                config.topics().prefix() + "-" + config.instance() + "-" + client);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2000);
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.putAll(config.kafka().client());
        return settings;
    }

    Map<String, Object> admin(String client) {
        var settings = common(client);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        settings.putAll(config.kafka().admin());
        return settings;
    }

    Map<String, Object> producer(String client) {
        var settings = common(client);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.kafka().compression());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BUFFER);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) config.kafka().delivery().toMillis());
        settings.putAll(config.kafka().producer());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        return settings;
    }

    /**
     * The id is the member's, so that a restarted member fences what its predecessor left open instead of waiting for the
     * broker to abort it.
     */
    Map<String, Object> transactionalProducer(String client) {
        var settings = producer(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, member(client));
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) config.kafka().transactionTimeout().toMillis());
        return settings;
    }

    /** One that reads what it is assigned by hand: no group, no commits. */
    Map<String, Object> reader(String client) {
        var settings = common(client);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putAll(config.kafka().consumer());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return settings;
    }

    Map<String, Object> groupConsumer(String client, String group) {
        var settings = reader(client);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member(client));
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, AnnouncingAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(config.kafka().session()));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(config.kafka().session().dividedBy(4)));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 16);
        return settings;
    }

    /** Share consumers take neither offsets nor isolation from the client: both are settings of the group. */
    Map<String, Object> shareConsumer(String client, String group, int maxRecords) {
        var settings = common(client);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.putAll(config.kafka().consumer());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        return settings;
    }

    /** By name: the kit does not depend on Kafka Streams, and most services do without it. */
    Map<String, Object> streams(String application) {
        var settings = common(application);
        settings.put("application.id", group(application));
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("state.dir",
                config.dataDir().resolve(config.aggregator().stateDir()).toString());
        settings.put("num.stream.threads", config.aggregator().threads());
        settings.put("num.standby.replicas", config.aggregator().standbys());
        settings.put("replication.factor", config.topics().replicas());
        settings.put("ensure.explicit.internal.resource.naming", true);
        settings.put("consumer." + ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member(application));
        settings.put("consumer." + ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                millis(config.kafka().session()));
        settings.put("consumer." + ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                millis(config.kafka().session().dividedBy(4)));
        settings.put("consumer." + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put("producer." + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                millis(config.kafka().transactionTimeout()));
        settings.put("producer." + ProducerConfig.COMPRESSION_TYPE_CONFIG,
                config.kafka().compression());
        settings.putAll(config.registry().properties());
        settings.putAll(config.kafka().streams());
        return settings;
    }

    /** A group of this tenant: {@code telltale-faces}. */
    String group(String name) {
        return config.topics().prefix() + "-" + name.toLowerCase(Locale.ROOT);
    }

    /** A member that keeps its name over restarts: {@code telltale-faces-local}. */
    String member(String client) {
        return config.topics().prefix() + "-" + client + "-" + config.instance();
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
