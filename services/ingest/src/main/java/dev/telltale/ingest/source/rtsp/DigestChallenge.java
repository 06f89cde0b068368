package dev.telltale.ingest.source.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digest authentication as RTSP publishers can really do it (RFC 2617 without qop, MD5): FFmpeg, GStreamer and cameras take user
 * and password from the URL. The stream key is the password; the user's name is free. MD5 is what the protocol has; the nonce is
 * fresh for each connection, so a listener learns nothing that opens another one.
 */
final class DigestChallenge {
    private static final String REALM = "telltale";
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String nonce = newNonce();

    /** Value of the WWW-Authenticate header. */
    String header() {
        return "Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"";
    }

    /** Whether the Authorization header of a request proves that the sender knows the key. */
    boolean proves(RtspRequest request, String key) {
        String authorization = request.header("authorization");
        if (!authorization.regionMatches(true, 0, "Digest ", 0, 7)) {
            return false;
        }
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = FIELD.matcher(authorization.substring(7));
        while (matcher.find()) {
            fields.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        String user = fields.getOrDefault("username", "");
        String uri = fields.getOrDefault("uri", "");
        String expected = md5(
                md5(user + ":" + REALM + ":" + key) + ":" + nonce + ":" + md5(request.method() + ":" + uri));
        return nonce.equals(fields.get("nonce")) && uri.equals(request.uri()) && MessageDigest
                .isEqual(bytes(expected), bytes(fields.getOrDefault("response", "")));
    }

    private static String newNonce() {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return HexFormat.of().formatHex(nonce);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
