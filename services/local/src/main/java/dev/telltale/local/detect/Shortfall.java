package dev.telltale.local.detect;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Tells a file that ends before it says it does: cut off in copying or recording, most likely. */
final class Shortfall {
    /** Sound that goes on a little after the pictures is nothing to speak of. */
    private static final double LEAST_SECONDS = 1;
    private static final double LEAST_SHARE = 0.05;

    private Shortfall() {}

    /**
     * Why a file is too short, for a person; empty where it is not.
     *
     * @param declared how long it says it is; zero where it does not say
     * @param seconds how much of it there was
     */
    static Optional<String> of(Duration declared, double seconds) {
        double length = declared.toMillis() / 1e3;
        boolean isShort = length - seconds > Math.max(LEAST_SECONDS, LEAST_SHARE * length);
        return isShort
                ? Optional.of(String.format(Locale.ROOT,
                        "says that it lasts %.1f s, but its pictures end after %.1f s: truncated?", length, seconds))
                : Optional.empty();
    }
}
