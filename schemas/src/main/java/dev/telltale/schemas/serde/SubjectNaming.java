package dev.telltale.schemas.serde;

import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Under which name a schema is registered: Confluent's three strategies. */
public enum SubjectNaming {
    /** {@code <topic>-value}: one kind of record per topic. */
    TOPIC_NAME {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + (isKey ? "-key" : "-value");
        }
    },
    /** The record's full name. */
    RECORD_NAME {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return schema.getFullName();
        }
    },
    /** {@code <topic>-<record's full name>}. */
    TOPIC_RECORD_NAME {
        @Override
        String subject(String topic, boolean isKey, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    abstract String subject(String topic, boolean isKey, Schema schema);

    /** Accepts Confluent's class names, with or without their package, as a string or as a class. */
    static SubjectNaming from(String key, Object value) {
        var name = value instanceof Class<?> type ? type.getName() : value.toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "TopicNameStrategy", "TOPIC_NAME" -> TOPIC_NAME;
            case "RecordNameStrategy", "RECORD_NAME" -> RECORD_NAME;
            case "TopicRecordNameStrategy", "TOPIC_RECORD_NAME" -> TOPIC_RECORD_NAME;
            default -> throw new ConfigException(key, name,
                    "must be TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy");
        };
    }
}
