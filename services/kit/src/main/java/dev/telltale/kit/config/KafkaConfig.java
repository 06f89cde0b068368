package dev.telltale.kit.config;

import java.time.Duration;
import java.util.Map;

/**
 * How the broker is reached and how clients behave. The maps pass Kafka's own settings through, TLS and SASL for
 * example: {@code telltale.kafka.client.security.protocol=SSL}.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param session after which a silent member is given up
 * @param transactionTimeout after which the broker aborts an open transaction
 * @param delivery within which a record is acknowledged or has failed
 * @param compression of what producers write
 * @param serializer class of the value serializer
 * @param deserializer class of the value deserializer
 * @param client for every client
 * @param producer for producers
 * @param consumer for consumers, share consumers included
 * @param admin for admin clients
 * @param streams for Kafka Streams
 */
public record KafkaConfig(
        @Setting(doc = "Brokers as host:port, separated by commas.", def = "localhost:9092") String bootstrapServers,
        @Setting(doc = "How long a member may be silent before its work is given to others.", def = "10s") Duration session,
        @Setting(doc = "How long a transaction may stay open before the broker aborts it.", def = "10s") Duration transactionTimeout,
        @Setting(doc = "Within which a record is acknowledged by the broker or has failed.", def = "30s") Duration delivery,
        @Setting(doc = "Compression of small records: none, lz4, zstd, gzip or snappy. Pixels and packets are not compressed again.", def = "lz4") String compression,
        @Setting(doc = "Class of the value serializer; any Confluent-compatible one.", def = "dev.telltale.schemas.serde.AvroSerializer") String serializer,
        @Setting(doc = "Class of the value deserializer.", def = "dev.telltale.schemas.serde.AvroDeserializer") String deserializer,
        @Setting(doc = "Kafka's own settings for every client.", secret = true) Map<String, String> client,
        @Setting(doc = "Kafka's own settings for producers.", secret = true) Map<String, String> producer,
        @Setting(doc = "Kafka's own settings for consumers.", secret = true) Map<String, String> consumer,
        @Setting(doc = "Kafka's own settings for admin clients.", secret = true) Map<String, String> admin,
        @Setting(doc = "Kafka's own settings for Kafka Streams.", secret = true) Map<String, String> streams) {

    /** Refuses what cannot work. */
    public KafkaConfig {
        Rules.check().given("bootstrap-servers", bootstrapServers).positive("session", session)
                .positive("transaction-timeout", transactionTimeout).positive("delivery", delivery)
                .that(compression.matches("none|lz4|zstd|gzip|snappy"), "compression", compression,
                        "must be none, lz4, zstd, gzip or snappy")
                .done();
    }
}
