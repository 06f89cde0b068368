package dev.telltale.topology.judging;

import dev.telltale.schemas.Box;
import dev.telltale.schemas.DeclaredRegion;
import dev.telltale.schemas.Mute;
import dev.telltale.schemas.StreamSpec;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What raises no alert by the word of the operator: spans of time and parts of the picture. It is recorded all the same.
 *
 * @param mutes spans of capture time
 * @param regions parts of the picture, as fractions of its sides
 */
public record Exemptions(List<Mute> mutes, List<DeclaredRegion> regions) {
    /** Nothing is exempt. */
    public static final Exemptions NONE = new Exemptions(List.of(), List.of());
    /** A face lies in a region when at least this part of its box does. */
    private static final double INSIDE = 0.5;

    /** The exemptions of a stream; none where it has no spec. */
    public static Exemptions of(@Nullable StreamSpec spec) {
        return spec == null ? NONE : new Exemptions(spec.getMutes(), spec.getDeclaredSynthetic());
    }

    /** Whether any part of the window from start to end is muted. */
    public boolean muted(Instant start, Instant end) {
        for (var mute : mutes) {
            var until = mute.getUntil();
            if (mute.getFrom().isBefore(end) && (until == null || start.isBefore(until))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the face is declared synthetic: half of its box or more lies in one region. */
    public boolean declared(Box box, int pictureWidth, int pictureHeight) {
        if (pictureWidth <= 0 || pictureHeight <= 0) {
            return false;
        }
        var area = (double) box.getWidth() * box.getHeight();
        for (var region : regions) {
            var width = overlap(box.getX(), box.getWidth(), region.getX() * pictureWidth,
                    region.getWidth() * pictureWidth);
            var height = overlap(box.getY(), box.getHeight(), region.getY() * pictureHeight,
                    region.getHeight() * pictureHeight);
            if (area > 0 && width * height >= INSIDE * area) {
                return true;
            }
        }
        return false;
    }

    private static double overlap(double start, double length, double otherStart, double otherLength) {
        return Math.max(0, Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart));
    }
}
