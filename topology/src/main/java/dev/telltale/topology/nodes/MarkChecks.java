package dev.telltale.topology.nodes;

import dev.telltale.schemas.MarkReason;
import dev.telltale.schemas.TrackInWindow;
import dev.telltale.schemas.WindowMark;
import dev.telltale.topology.rules.DropReason;

import java.time.Duration;
import java.util.HashSet;

/** What a mark has to satisfy. */
final class MarkChecks {
    private static final int SHORTEST = 100;
    private static final int LONGEST = 60_000;

    private MarkChecks() {}

    static void check(String key, WindowMark mark, long arrived, Duration maxAhead) {
        Checks.stream(key, mark.getStream());
        Checks.window(mark.getEpoch(), mark.getWindow());
        Checks.notAhead(mark.getCaptureStart(), arrived, maxAhead);
        Checks.that(mark.getWindowMillis() >= SHORTEST && mark.getWindowMillis() <= LONGEST,
                DropReason.BAD_WINDOW_LENGTH,
                () -> mark.getWindowMillis() + " ms");
        Checks.that(mark.getTracks().isEmpty() || (mark.getReason() == MarkReason.TRACKS && mark.getPlan() != null),
                DropReason.CONTRADICTION,
                () -> "tracks in a window marked " + mark.getReason() + ", plan " + mark.getPlan());
        var tracks = new HashSet<Integer>();
        for (var track : mark.getTracks()) {
            check(track);
            Checks.that(tracks.add(track.getTrack()), DropReason.CONTRADICTION,
                    () -> "track " + track.getTrack() + " twice");
        }
    }

    private static void check(TrackInWindow track) {
        Checks.track(track.getTrack());
        Checks.within(track.getQuality(), 0, 1, "quality");
        var box = track.getBox();
        Checks.that(Float.isFinite(box.getX()) && Float.isFinite(box.getY()) && Float.isFinite(box.getWidth())
                && Float.isFinite(box.getHeight()), DropReason.BAD_NUMBER, () -> "box " + box);
    }
}
