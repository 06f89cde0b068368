package dev.telltale.ingest.source.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's side of Basic and Digest, written from RFC 7616 independently of the client's. */
final class TestAuthorization {
    private TestAuthorization() {}

    static boolean proves(TestHttp.Request request, String challenge, String secret) throws Exception {
        String given = request.header("authorization");
        if (challenge.startsWith("Basic")) {
            return given.equals("Basic "
                    + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
        if (!given.startsWith("Digest ")) {
            return false;
        }
        String[] pair = secret.split(":", 2);
        String realm = hash(pair[0] + ":" + field(challenge, "realm") + ":" + pair[1]);
        String asked = hash("GET:" + request.target());
        return field(given, "response").equals(hash(String.join(":", realm, field(challenge, "nonce"),
                field(given, "nc"), field(given, "cnonce"), field(given, "qop"), asked)));
    }

    private static String field(String header, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=\"?([^\",]*)").matcher(header);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String hash(String text) throws Exception {
        return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
