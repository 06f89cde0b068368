package dev.telltale.schemas.serde;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

import java.util.Map;

/**
 * How records are serialized, read from Confluent's property names.
 *
 * @param isKey whether keys are meant, else values
 * @param naming under which subject schemas are registered
 * @param autoRegister whether a new schema is registered by writing it
 * @param useLatest whether the latest version under the subject is written with, whatever the record's own
 */
record SerdeConfig(boolean isKey, SubjectNaming naming, boolean autoRegister, boolean useLatest) {
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define("auto.register.schemas", ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, "Register new schemas.")
            .define("use.latest.version", ConfigDef.Type.BOOLEAN, false, Importance.LOW,
                    "Write with the latest version.");

    static SerdeConfig from(Map<String, ?> settings, boolean isKey) {
        var config = new AbstractConfig(DEFINITION, settings, false);
        var autoRegister = config.getBoolean("auto.register.schemas");
        var useLatest = config.getBoolean("use.latest.version");
        if (autoRegister && useLatest && settings.containsKey("auto.register.schemas")) {
            throw new ConfigException("use.latest.version", true, "needs auto.register.schemas=false");
        }
        return new SerdeConfig(isKey, naming(settings, isKey), autoRegister && !useLatest, useLatest);
    }

    private static SubjectNaming naming(Map<String, ?> settings, boolean isKey) {
        var key = (isKey ? "key" : "value") + ".subject.name.strategy";
        var strategy = settings.get(key);
        return strategy == null ? SubjectNaming.TOPIC_NAME : SubjectNaming.from(key, strategy);
    }
}
