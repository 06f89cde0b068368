package dev.telltale.ingest.worker;

import dev.telltale.ingest.source.RefusedSourceException;
import dev.telltale.schemas.Pacing;
import dev.telltale.schemas.StreamSpec;

import java.time.Duration;
import java.time.Instant;

/**
 * What is to be done for one stream.
 *
 * @param spec what the user asked for
 * @param partition partition of the streams topic that owns it
 * @param written when the user asked: timestamp of the spec's record
 */
public record StreamTask(StreamSpec spec, int partition, Instant written) {
    private static final int SHORTEST_WINDOW = 500;
    private static final int LONGEST_WINDOW = 5000;

    /** The stream's id. */
    public String stream() {
        return spec.getStream();
    }

    /** D. */
    public Duration window() {
        return Duration.ofMillis(spec.getWindowMillis());
    }

    /** Whether packets are taken as fast as they are accepted; such streams are never shed. */
    public boolean flatOut() {
        return spec.getPacing() == Pacing.FLAT_OUT;
    }

    /** Whether ingest would do the same for both: mutes, regions and plans are not its business. */
    public boolean sameWork(StreamTask other) {
        return facts(spec).equals(facts(other.spec));
    }

    /** Whether the same words have been written once more: somebody wants what has ended to begin again. */
    public boolean isAskedAgain(StreamTask before) {
        return spec.equals(before.spec);
    }

    /** Refuses what cannot be cut. */
    void check() throws RefusedSourceException {
        if (spec.getWindowMillis() < SHORTEST_WINDOW || spec.getWindowMillis() > LONGEST_WINDOW) {
            throw new RefusedSourceException(
                    "windowMillis must be from " + SHORTEST_WINDOW + " to " + LONGEST_WINDOW + ", got: "
                            + spec.getWindowMillis());
        }
    }

    private static java.util.List<String> facts(StreamSpec spec) {
        return java.util.List.of(spec.getSource(), String.valueOf(spec.getCredentialRef()),
                String.valueOf(spec.getPacing()),
                String.valueOf(spec.getCaptureStart()), String.valueOf(spec.getPlacement()),
                String.valueOf(spec.getWindowMillis()));
    }
}
