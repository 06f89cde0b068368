package dev.telltale.kit.config;

import java.util.HashMap;
import java.util.Map;

/**
 * The schema registry.
 *
 * @param url one or several, separated by commas
 * @param settings Confluent's own names: {@code telltale.registry.settings.basic.auth.user.info}
 */
public record RegistryConfig(
        @Setting(doc = "Schema registry; several addresses separated by commas.", def = "http://localhost:8081") String url,
        @Setting(doc = "Settings by Confluent's names, authentication for example.", secret = true) Map<String, String> settings) {

    /** Refuses an empty address. */
    public RegistryConfig {
        Rules.check().given("url", url).done();
    }

    /** By Confluent's names, for serializers. */
    public Map<String, String> properties() {
        var properties = new HashMap<>(settings);
        properties.put("schema.registry.url", url);
        return Map.copyOf(properties);
    }
}
