package dev.telltale.vision.media;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What both ends of an SRT connection agree upon.
 *
 * @param passphrase what both know, 10 to 79 characters; null for an unencrypted connection
 * @param streamId what a caller asks for; null for nothing in particular
 * @param latency how long lost packets are waited for
 */
public record SrtTerms(@Nullable String passphrase, @Nullable String streamId, Duration latency) {
    /** SRT's own default. */
    public static final Duration USUAL_LATENCY = Duration.ofMillis(120);

    private static final int SHORTEST = 10;
    private static final int LONGEST = 79;
    private static final int LONGEST_ID = 512;
    private static final Duration LONGEST_LATENCY = Duration.ofSeconds(8);

    /** Refuses what SRT cannot do; no message repeats the passphrase. */
    public SrtTerms {
        if (passphrase != null && (passphrase.length() < SHORTEST || passphrase.length() > LONGEST)) {
            throw new IllegalArgumentException(
                    "the passphrase of SRT must have " + SHORTEST + " to " + LONGEST + " characters");
        }
        if (streamId != null && streamId.length() > LONGEST_ID) {
            throw new IllegalArgumentException("streamid must have at most " + LONGEST_ID + " characters");
        }
        if (latency.isNegative() || latency.compareTo(LONGEST_LATENCY) > 0) {
            throw new IllegalArgumentException("latency must be from 0 to " + LONGEST_LATENCY.toMillis()
                    + " milliseconds, got: " + latency.toMillis());
        }
    }

    /** As FFmpeg's protocol wants them, without what says who calls whom. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("transtype", "live");
        options.put("latency", Long.toString(latency.toMillis() * 1000));
        if (passphrase != null) {
            options.put("passphrase", passphrase);
            options.put("enforced_encryption", "1");
        }
        if (streamId != null) {
            options.put("streamid", streamId);
        }
        return options;
    }

    /** Without the passphrase. */
    @Override
    public String toString() {
        return "SrtTerms[" + (passphrase == null ? "not encrypted" : "encrypted") + ", latency=" + latency + "]";
    }
}
