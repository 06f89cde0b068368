package dev.telltale.topology.episodes;

import com.github.f4b6a3.ulid.Ulid;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Names an episode: a ULID whose time is the capture time of its opening and whose random part is a hash of where it opened, so
 * that every replay gives the same name and names sort by time.
 */
final class AlertId {
    private static final int RANDOM_BYTES = 10;

    private AlertId() {}

    static String of(String stream, String epoch, long window, Instant at) {
        var hash = sha256(stream + "/" + epoch + "/" + window);
        return new Ulid(Math.max(0, at.toEpochMilli()), Arrays.copyOf(hash, RANDOM_BYTES)).toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
