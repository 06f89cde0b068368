package dev.telltale.schemas.registry;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/**
 * How to reach the registry, read from Confluent's property names.
 *
 * @param urls where it answers; the next one is asked when one does not
 * @param authentication who we are
 * @param tls what {@code schema.registry.ssl.*} says; empty: the JVM's own trust
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may take
 * @param retries how many more rounds over all URLs after the first
 * @param retryWait pause before the second round; doubles with each
 * @param maxRetryWait longest pause
 */
public record RegistryConfig(List<URI> urls, Authentication authentication, Optional<SSLContext> tls,
        Duration connectTimeout, Duration readTimeout, int retries, Duration retryWait, Duration maxRetryWait) {

    /** Comma list of base addresses. */
    public static final String URL = "schema.registry.url";
    static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final String PREFIX = "schema.registry.";
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(URL, ConfigDef.Type.LIST, Importance.HIGH, "Base addresses.")
            .define("basic.auth.credentials.source", ConfigDef.Type.STRING, "URL", Importance.MEDIUM,
                    "URL, USER_INFO or SASL_INHERIT.")
            .define("basic.auth.user.info", ConfigDef.Type.PASSWORD, "", Importance.MEDIUM,
                    "user:password for USER_INFO.")
            .define("bearer.auth.credentials.source", ConfigDef.Type.STRING, "STATIC_TOKEN", Importance.MEDIUM,
                    "STATIC_TOKEN.")
            .define("bearer.auth.token", ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, "The token for STATIC_TOKEN.")
            .define("sasl.jaas.config", ConfigDef.Type.PASSWORD, "", Importance.LOW, "Credentials for SASL_INHERIT.")
            .define("http.connect.timeout.ms", ConfigDef.Type.INT, (int) DEFAULT_CONNECT_TIMEOUT.toMillis(),
                    Importance.LOW,
                    "How long a connection may take.")
            .define("http.read.timeout.ms", ConfigDef.Type.INT, 10_000, Importance.LOW, "How long an answer may take.")
            .define("max.retries", ConfigDef.Type.INT, 3, Importance.LOW, "Rounds after the first.")
            .define("retries.wait.ms", ConfigDef.Type.INT, 200, Importance.LOW, "Pause before the second round.")
            .define("retries.max.wait.ms", ConfigDef.Type.INT, 2_000, Importance.LOW, "Longest pause.");

    /** Copies what it is given. */
    public RegistryConfig {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new ConfigException(URL, "", "names no registry, expected http://host:port");
        }
    }

    /** Reads Confluent's names, with or without the prefix {@code schema.registry.}, out of a client's settings. */
    public static RegistryConfig from(Map<String, ?> settings) {
        var config = new AbstractConfig(DEFINITION, withoutPrefix(settings), false);
        var urls = config.getList(URL).stream().map(RegistryConfig::address).toList();
        return new RegistryConfig(urls, Authentication.from(config, urls),
                TlsSettings.context(settings), millis(config, "http.connect.timeout.ms"),
                millis(config, "http.read.timeout.ms"), config.getInt("max.retries"), millis(config, "retries.wait.ms"),
                millis(config, "retries.max.wait.ms"));
    }

    private static Map<String, Object> withoutPrefix(Map<String, ?> settings) {
        var plain = new HashMap<String, Object>(settings);
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !key.equals(URL)) {
                plain.put(key.substring(PREFIX.length()), value);
            }
        });
        return plain;
    }

    private static Duration millis(AbstractConfig config, String key) {
        return Duration.ofMillis(config.getInt(key));
    }

    private static URI address(String url) {
        try {
            var uri = URI.create(url.trim());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw new ConfigException(URL, withoutUserInfo(url), "is not an address");
        }
        throw new ConfigException(URL, withoutUserInfo(url), "must be http://host:port or https://host:port");
    }

    private static String withoutUserInfo(String url) {
        return url.replaceAll("//[^/@]*@", "//");
    }
}
