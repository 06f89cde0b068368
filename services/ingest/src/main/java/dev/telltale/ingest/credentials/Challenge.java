package dev.telltale.ingest.credentials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server answers with 401, of HTTP (RFC 7616, 7617) and RTSP (RFC 2617): Digest where it is offered, else Basic. */
public sealed interface Challenge {
    /** Value of the Authorization header for a request. */
    String answer(Credential credential, String method, String uri);

    /** The best of the WWW-Authenticate headers; empty where none is understood. */
    static Optional<Challenge> best(List<String> headers) {
        List<Challenge> known = headers.stream().flatMap(header -> read(header).stream()).toList();
        return known.stream().filter(Digest.class::isInstance).findFirst().or(() -> known.stream().findFirst());
    }

    private static Optional<Challenge> read(String header) {
        String scheme = header.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        if (scheme.equals("basic")) {
            return Optional.of(new Basic());
        }
        if (!scheme.equals("digest")) {
            return Optional.empty();
        }
        Map<String, String> fields = Digest.fields(header);
        String algorithm = fields.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        boolean known = algorithm.equals("MD5") || algorithm.equals("SHA-256");
        return known && fields.containsKey("nonce") ? Optional.of(new Digest(fields, algorithm)) : Optional.empty();
    }

    /** The password as it is: safe only within TLS. */
    record Basic() implements Challenge {
        @Override
        public String answer(Credential credential, String method, String uri) {
            byte[] pair = (credential.user() + ":" + credential.password()).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
    }

    /** A proof that the password is known. */
    record Digest(Map<String, String> fields, String algorithm) implements Challenge {
        private static final Pattern FIELD = Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,]+))");
        private static final SecureRandom RANDOM = new SecureRandom();

        static Map<String, String> fields(String header) {
            Map<String, String> fields = new HashMap<>();
            Matcher matcher = FIELD.matcher(header);
            while (matcher.find()) {
                fields.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT),
                        matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
            }
            return fields;
        }

        @Override
        public String answer(Credential credential, String method, String uri) {
            String realm = fields.getOrDefault("realm", "");
            String nonce = fields.getOrDefault("nonce", "");
            String secret = hash(credential.user() + ":" + realm + ":" + credential.password());
            String asked = hash(method + ":" + uri);
            StringBuilder answer = new StringBuilder("Digest username=\"").append(credential.user())
                    .append("\", realm=\"").append(realm).append("\", nonce=\"").append(nonce).append("\", uri=\"")
                    .append(uri).append("\", algorithm=").append(algorithm);
            if (List.of(fields.getOrDefault("qop", "").split("\\s*,\\s*")).contains("auth")) {
                byte[] random = new byte[8];
                RANDOM.nextBytes(random);
                String ours = HexFormat.of().formatHex(random);
                String response = hash(secret + ":" + nonce + ":00000001:" + ours + ":auth:" + asked);
                answer.append(", qop=auth, nc=00000001, cnonce=\"").append(ours).append("\", response=\"")
                        .append(response).append('"');
            } else {
                answer.append(", response=\"").append(hash(secret + ":" + nonce + ":" + asked)).append('"');
            }
            if (fields.containsKey("opaque")) {
                answer.append(", opaque=\"").append(fields.get("opaque")).append('"');
            }
            return answer.toString();
        }

        private String hash(String text) {
            try {
                MessageDigest digest = MessageDigest.getInstance(algorithm);
                return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }
    }
}
