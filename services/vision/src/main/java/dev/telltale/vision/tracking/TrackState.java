package dev.telltale.vision.tracking;

import dev.telltale.vision.Box;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.MediaTime;

/**
 * One face as the tracker knows it between two frames.
 *
 * @param track its number, counted from 1; 0 while tentative
 * @param landmarks where it was seen last
 * @param confidence of that sight, 0 to 1
 * @param lastSeen when that was
 * @param framesSinceDetection frames since the detector last agreed
 * @param missed frames since then in which it was looked for and not found
 * @param hits frames in which it was seen, counted until it is confirmed
 * @param motion how it moves
 */
public record TrackState(int track, Landmarks landmarks, float confidence, MediaTime lastSeen, int framesSinceDetection,
        int missed, int hits, Motion motion) {
    public boolean confirmed() {
        return track > 0;
    }

    public Box box() {
        return landmarks.box();
    }

    static TrackState begun(LandmarkPrediction found, MediaTime now) {
        return new TrackState(0, found.landmarks(), found.confidence(), now, 0, 0, 1,
                Motion.atRest(found.landmarks()));
    }

    TrackState seenAt(LandmarkPrediction found, MediaTime now, Motion moving) {
        return new TrackState(track, found.landmarks(), found.confidence(), now, framesSinceDetection + 1, 0, hits + 1,
                moving);
    }

    TrackState missedAgain() {
        return new TrackState(track, landmarks, confidence, lastSeen, framesSinceDetection + 1, missed + 1, hits,
                motion);
    }

    /** At this place, but as long unseen as {@code before}: landmarks alone no longer suffice. */
    TrackState unseenSince(TrackState before) {
        return new TrackState(track, landmarks, confidence, before.lastSeen, framesSinceDetection, before.missed + 1,
                before.hits, motion);
    }

    /** The detector agrees, on the size too. */
    TrackState detected() {
        Motion proven = new Motion(motion.x(), motion.y(), FaceSquare.of(landmarks).side());
        return new TrackState(track, landmarks, confidence, lastSeen, 0, missed, hits, proven);
    }

    /** This face where {@code found} was found anew. */
    TrackState foundAgain(TrackState found) {
        return new TrackState(track, found.landmarks, found.confidence, found.lastSeen, 0, 0, hits + 1, found.motion);
    }

    TrackState numbered(int number) {
        return new TrackState(number, landmarks, confidence, lastSeen, framesSinceDetection, missed, hits, motion);
    }
}
