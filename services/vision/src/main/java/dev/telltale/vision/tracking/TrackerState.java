package dev.telltale.vision.tracking;

import java.util.List;

/**
 * Everything that a tracker carries from one frame to the next: with it and the frames from there on, another tracker
 * finds the same faces under the same numbers.
 *
 * @param framesSeen frames so far; decides when the detector looks
 * @param nextTrack number of the next new face
 * @param tracks the faces under way, in the order in which they are looked for
 */
public record TrackerState(long framesSeen, int nextTrack, List<TrackState> tracks) {
    /** Before the first frame. */
    public static final TrackerState START = new TrackerState(0, 1, List.of());

    public TrackerState {
        tracks = List.copyOf(tracks);
    }
}
