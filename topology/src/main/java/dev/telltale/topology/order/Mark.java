package dev.telltale.topology.order;

import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.PlanRef;
import dev.telltale.schemas.WindowMark;
import dev.telltale.topology.judging.Face;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The part of a window's mark that counts.
 *
 * @param start capture time of the window's start
 * @param length length of the window
 * @param reason what became of it
 * @param plan the plan in force; null where ingest wrote the mark
 * @param pictureWidth pixels, 0 where not known
 * @param pictureHeight pixels, 0 where not known
 * @param faces the faces in it
 */
public record Mark(Instant start, Duration length, MarkReason reason, @Nullable PlanRef plan, int pictureWidth,
        int pictureHeight, List<Face> faces) {

    static Mark of(WindowMark mark) {
        var faces = mark.getTracks().stream().map(track -> new Face(track.getTrack(), track.getBox(),
                track.getFirstMicros(), track.getLastMicros(), track.getQuality())).toList();
        return new Mark(mark.getCaptureStart(), Duration.ofMillis(mark.getWindowMillis()), mark.getReason(),
                mark.getPlan(),
                mark.getPictureWidth(), mark.getPictureHeight(), faces);
    }

    /** Capture time of the window's end. */
    public Instant end() {
        return start.plus(length);
    }

    boolean lists(int track) {
        return faces.stream().anyMatch(face -> face.track() == track);
    }

    /** Whether the window could be looked at. */
    boolean seen() {
        return reason == MarkReason.TRACKS || reason == MarkReason.NO_FACE;
    }
}
