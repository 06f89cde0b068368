package dev.telltale.topology.nodes;

import dev.telltale.topology.rules.DropReason;
import dev.telltale.topology.rules.RejectedRecordException;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What every record has to satisfy. What was found is put into words only when it does not. */
final class Checks {
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern EPOCH = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Checks() {}

    static void that(boolean holds, DropReason reason, Supplier<String> found) {
        if (!holds) {
            throw new RejectedRecordException(reason, found.get());
        }
    }

    static void stream(String key, String stream) {
        that(key.equals(stream), DropReason.KEY_MISMATCH, () -> "key " + key + ", stream " + stream);
        that(STREAM.matcher(stream).matches(), DropReason.BAD_NAME, () -> "stream " + stream);
    }

    static void window(String epoch, long window) {
        that(EPOCH.matcher(epoch).matches(), DropReason.BAD_NAME, () -> "epoch " + epoch);
        that(window >= 0, DropReason.NEGATIVE_NUMBER, () -> "window " + window);
    }

    static void track(int track) {
        that(track >= 0, DropReason.NEGATIVE_NUMBER, () -> "track " + track);
    }

    /** Event time never runs ahead of arrival. */
    static void notAhead(Instant captured, long arrived, Duration maxAhead) {
        that(!captured.isAfter(Instant.ofEpochMilli(arrived).plus(maxAhead)), DropReason.FUTURE,
                () -> "captured " + captured + ", written " + Instant.ofEpochMilli(arrived));
    }

    static void within(double value, double low, double high, String what) {
        that(value >= low && value <= high, DropReason.BAD_NUMBER, () -> what + " " + value);
    }
}
