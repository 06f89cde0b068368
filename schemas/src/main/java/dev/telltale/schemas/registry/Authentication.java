package dev.telltale.schemas.registry;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who we are to the registry. */
public sealed interface Authentication {

    /** Value of the Authorization header; empty: none is sent. */
    Optional<String> header();

    /** Nobody in particular. */
    record Anonymous() implements Authentication {
        @Override
        public Optional<String> header() {
            return Optional.empty();
        }
    }

    /**
     * User and password.
     *
     * @param userInfo {@code user:password}
     */
    record Basic(String userInfo) implements Authentication {
        @Override
        public Optional<String> header() {
            var bytes = userInfo.getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
        }

        @Override
        public String toString() {
            return "Basic[hidden]";
        }
    }

    /**
     * A token.
     *
     * @param token the token
     */
    record Bearer(String token) implements Authentication {
        @Override
        public Optional<String> header() {
            return Optional.of("Bearer " + token);
        }

        @Override
        public String toString() {
            return "Bearer[hidden]";
        }
    }

    /** Reads Confluent's settings: a token goes before user and password, as there. */
    static Authentication from(AbstractConfig config, List<URI> urls) {
        var token = config.getPassword("bearer.auth.token").value();
        if (!token.isEmpty()) {
            return new Bearer(token);
        }
        var source = config.getString("basic.auth.credentials.source");
        return switch (source) {
            case "URL" -> urls.stream().map(URI::getUserInfo).filter(info -> info != null && !info.isEmpty())
                    .findFirst().<Authentication>map(Basic::new).orElseGet(Anonymous::new);
            case "USER_INFO" -> userInfo(config);
            case "SASL_INHERIT" -> new Basic(fromJaas(config.getPassword("sasl.jaas.config").value()));
            default -> throw new ConfigException("basic.auth.credentials.source", source,
                    "must be URL, USER_INFO or SASL_INHERIT");
        };
    }

    private static Basic userInfo(AbstractConfig config) {
        var userInfo = config.getPassword("basic.auth.user.info").value();
        if (!userInfo.contains(":")) {
            throw new ConfigException("basic.auth.user.info", "[hidden]", "must be user:password with USER_INFO");
        }
        return new Basic(userInfo);
    }

    private static String fromJaas(String jaas) {
        return jaasOption(jaas, "username") + ":" + jaasOption(jaas, "password");
    }

    private static String jaasOption(String jaas, String name) {
        var matcher = Pattern.compile(name + "\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))").matcher(jaas);
        if (!matcher.find()) {
            throw new ConfigException("sasl.jaas.config", "[hidden]", "has no " + name + ", needed by SASL_INHERIT");
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
