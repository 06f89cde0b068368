package dev.telltale.schemas.registry;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/** Keys and trust for the registry, under Kafka's names behind {@code schema.registry.}: JKS, PKCS12 and PEM alike. */
final class TlsSettings {
    private static final String PREFIX = "schema.registry.";
    private static final ConfigDef DEFINITION = new ConfigDef();

    static {
        SslConfigs.addClientSslSupport(DEFINITION);
    }

    private TlsSettings() {}

    /** Empty where no setting begins with {@code schema.registry.ssl.}: the JVM's own trust serves then. */
    static Optional<SSLContext> context(Map<String, ?> settings) {
        var own = new HashMap<String, Object>();
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX + "ssl.")) {
                own.put(key.substring(PREFIX.length()), value);
            }
        });
        if (own.isEmpty()) {
            return Optional.empty();
        }
        try (var factory = new DefaultSslEngineFactory()) {
            factory.configure(new AbstractConfig(DEFINITION, own, false).values());
            return Optional.of(factory.sslContext());
        }
    }
}
