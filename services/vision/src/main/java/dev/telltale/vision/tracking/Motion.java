package dev.telltale.vision.tracking;

import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.MediaTime;

/** Constant velocity with a beta filter: landmarks measure the place well, so only the velocity is smoothed. */
final class Motion {
    private static final double BETA = 0.4;
    /** A face is not expected to go further than this share of its side between two looks. */
    private static final double FURTHEST = 0.4;

    private Motion() {}

    /** Where the face should be at {@code now}. */
    static FaceSquare predict(TrackState track, MediaTime now) {
        FaceSquare last = FaceSquare.of(track.landmarks());
        double seconds = seconds(track.lastSeen(), now);
        double limit = FURTHEST * last.side();
        double dx = Math.clamp(track.velocityX() * seconds, -limit, limit);
        double dy = Math.clamp(track.velocityY() * seconds, -limit, limit);
        return new FaceSquare(last.centreX() + dx, last.centreY() + dy, last.side(), last.degrees());
    }

    /** The velocity after the face was seen {@code offset} pixels from where it was expected. */
    static double correct(double velocity, double offset, double seconds) {
        return seconds <= 0 ? velocity : velocity + BETA * offset / seconds;
    }

    static double seconds(MediaTime from, MediaTime to) {
        return (to.micros() - from.micros()) / 1e6;
    }
}
