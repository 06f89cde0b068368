package dev.telltale.embedded.registry;

import dev.telltale.schemas.registry.Compatibility;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Confluent's own form of the {@code _schemas} topic, so that a real registry can take it over. Compaction compares the
 * bytes of keys, hence the order of their fields is part of the form.
 */
final class LogFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LogFormat() {}

    static ProducerRecord<byte[], byte[]> record(String topic, LogEntry entry) {
        return switch (entry) {
            case LogEntry.Version version -> new ProducerRecord<>(topic,
                    bytes(schemaKey(version.schema().subject(), version.schema().version())),
                    bytes(value(version.schema())));
            case LogEntry.Purged purged -> new ProducerRecord<>(topic,
                    bytes(schemaKey(purged.subject(), purged.version())), null);
            case LogEntry.Level level -> new ProducerRecord<>(topic, bytes(configKey(level.subject())),
                    level.level() == null ? null : bytes(value(level.level())));
        };
    }

    /** Empty for kinds of records that a real registry may have left and that mean nothing to us. */
    static Optional<LogEntry> entry(ConsumerRecord<byte[], byte[]> record) throws IOException {
        var key = JSON.readTree(record.key());
        var value = record.value() == null ? null : JSON.readTree(record.value());
        return switch (key.path("keytype").asText()) {
            case "SCHEMA" -> Optional.of(version(key, value));
            case "CONFIG" -> Optional.of(level(key, value));
            default -> Optional.empty();
        };
    }

    private static LogEntry version(JsonNode key, @Nullable JsonNode value) {
        var subject = key.path("subject").asText();
        var version = key.path("version").asInt();
        if (value == null || value.isNull()) {
            return new LogEntry.Purged(subject, version);
        }
        return new LogEntry.Version(new StoredSchema(subject, version, value.path("id").asInt(),
                value.path("schema").asText(), value.path("deleted").asBoolean()));
    }

    private static LogEntry level(JsonNode key, @Nullable JsonNode value) {
        var level = value == null || value.isNull()
                ? null
                : Compatibility.valueOf(value.path("compatibilityLevel").asText());
        return new LogEntry.Level(key.path("subject").isTextual() ? key.path("subject").asText() : null, level);
    }

    private static ObjectNode schemaKey(String subject, int version) {
        return JSON.createObjectNode().put("keytype", "SCHEMA").put("subject", subject).put("version", version)
                .put("magic", 1);
    }

    private static ObjectNode configKey(@Nullable String subject) {
        return JSON.createObjectNode().put("keytype", "CONFIG").put("subject", subject).put("magic", 0);
    }

    private static ObjectNode value(StoredSchema schema) {
        return JSON.createObjectNode().put("subject", schema.subject()).put("version", schema.version())
                .put("id", schema.id()).put("schema", schema.schema()).put("deleted", schema.deleted());
    }

    private static ObjectNode value(Compatibility level) {
        return JSON.createObjectNode().put("compatibilityLevel", level.name());
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of text and numbers is always JSON", impossible);
        }
    }
}
