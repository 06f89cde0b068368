package dev.telltale.vision.tracking;

import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.MediaTime;

/**
 * How a face moves: constant velocity with a beta filter. Landmarks measure the place well, so only the velocity is smoothed.
 *
 * @param x pixels per second
 * @param y pixels per second
 * @param provenSide side of the face when the detector last agreed, pixels: landmarks that slip off shrink little by little
 */
public record Motion(double x, double y, double provenSide) {
    private static final double BETA = 0.4;
    /** A face is not expected to go further than this share of its side between two looks. */
    private static final double FURTHEST = 0.4;
    private static final double SHRUNK = 0.65;
    private static final double GROWN = 1.6;

    /** A face at rest, just confirmed by the detector. */
    static Motion atRest(Landmarks face) {
        return new Motion(0, 0, FaceSquare.of(face).side());
    }

    /** Where the track's face should be at {@code now}. */
    static FaceSquare predict(TrackState track, MediaTime now) {
        FaceSquare last = FaceSquare.of(track.landmarks());
        double seconds = seconds(track.lastSeen(), now);
        double limit = FURTHEST * last.side();
        double dx = Math.clamp(track.motion().x() * seconds, -limit, limit);
        double dy = Math.clamp(track.motion().y() * seconds, -limit, limit);
        return new FaceSquare(last.centreX() + dx, last.centreY() + dy, last.side(), last.degrees());
    }

    /** After the face was seen {@code at} a place and not where it was expected. */
    Motion corrected(FaceSquare expected, FaceSquare at, double seconds) {
        return seconds <= 0
                ? this
                : new Motion(x + BETA * (at.centreX() - expected.centreX()) / seconds,
                        y + BETA * (at.centreY() - expected.centreY()) / seconds, provenSide);
    }

    /** True where the face is about as large as the detector last saw it. */
    boolean keepsSize(FaceSquare at) {
        double ratio = at.side() / provenSide;
        return ratio > SHRUNK && ratio < GROWN;
    }

    static double seconds(MediaTime from, MediaTime to) {
        return (to.micros() - from.micros()) / 1e6;
    }
}
