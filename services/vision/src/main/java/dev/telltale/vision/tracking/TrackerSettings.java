package dev.telltale.vision.tracking;

import java.time.Duration;

/**
 * How faces are followed.
 *
 * @param detectEvery the detector looks at every n-th frame while faces are tracked, half as often while all are surely seen
 * @param detectEveryIdle and at every n-th while there are none
 * @param lostAfter a face not seen for longer is gone; when it comes back it is a new track
 * @param confirmAfter frames in which a new face must be seen before it counts
 * @param minDetection confidence a detection needs to begin a track; weaker ones only confirm those there are
 * @param minLandmarks confidence that landmarks need to count as seen
 * @param unconfirmedFrames frames that landmarks alone carry a track without the detector agreeing
 * @param maxFaces faces followed at the same time
 */
public record TrackerSettings(int detectEvery, int detectEveryIdle, Duration lostAfter, int confirmAfter,
        float minDetection, float minLandmarks, int unconfirmedFrames, int maxFaces) {
    public static final TrackerSettings DEFAULT = new TrackerSettings(12, 4, Duration.ofMillis(600), 3, 0.5f, 0.5f, 60,
            16);

    public TrackerSettings {
        if (detectEvery < 1 || detectEveryIdle < 1 || confirmAfter < 1 || unconfirmedFrames < 1 || maxFaces < 1) {
            throw new IllegalArgumentException("tracker counts must be at least 1, got: detectEvery " + detectEvery
                    + ", detectEveryIdle " + detectEveryIdle + ", confirmAfter " + confirmAfter + ", unconfirmedFrames "
                    + unconfirmedFrames + ", maxFaces " + maxFaces);
        }
    }
}
