package dev.telltale.vision.tracking;

import dev.telltale.vision.Box;
import dev.telltale.vision.Detection;
import dev.telltale.vision.FaceDetector;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.LandmarkPredictor;
import dev.telltale.vision.MediaTime;
import dev.telltale.vision.Picture;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows faces through the frames of one epoch. Every face is looked for in every frame by its landmarks, where its motion
 * should have brought it; now and then the detector looks for new faces and has to agree on the known ones.
 *
 * <p>What it finds depends on its {@link TrackerState} and the frames from there on, and on nothing else: no pixels of
 * earlier frames are kept. Not thread-safe. Closes neither detector nor predictor.
 */
public final class FaceTracker implements AutoCloseable {
    /** A detection belongs to a track from this overlap on; the boxes of two faces hardly ever do. */
    private static final float SAME = 0.25f;
    /** Two tracks that overlap more follow the same face. */
    private static final float DOUBLE = 0.5f;
    /** A face that comes in over the edge counts once this share of its landmarks is in the picture. */
    private static final double NEW_INSIDE = 0.8;
    /** While a face is missed, the detector looks for it in every n-th frame. */
    private static final int MISSED_EVERY = 4;
    /** Where landmarks are unsure of a known face, the detector's word holds for so many frames. */
    private static final int VOUCHED = 4;
    /** Landmarks that are so sure need the detector half as often; what remains for it is to find new faces. */
    private static final float STEADY = 0.9f;
    /** A new face has to be agreed upon by the detector at least every n-th frame until it is confirmed. */
    private static final int UNSTEADY = 1;

    private final FaceDetector detector;
    private final LandmarkPredictor predictor;
    private final TrackerSettings settings;
    private final SecondLook secondLook;
    private TrackerState state;

    /**
     * A tracker that goes on from {@code state}.
     *
     * @param detector looks at whole pictures
     * @param closeUp looks at upright grey crops of {@link SecondLook#SIZE} pixels, half filled by a face
     */
    public FaceTracker(FaceDetector detector, FaceDetector closeUp, LandmarkPredictor predictor,
            TrackerSettings settings,
            TrackerState state) {
        this.detector = detector;
        this.predictor = predictor;
        this.settings = settings;
        this.secondLook = new SecondLook(closeUp);
        this.state = state;
    }

    /** What it knows between two frames. */
    public TrackerState state() {
        return state;
    }

    /** Takes the next frame and returns the confirmed faces seen in it, by number. */
    public List<TrackedFace> track(Picture picture) {
        List<TrackState> tracks = new ArrayList<>();
        for (TrackState track : state.tracks()) {
            tracks.add(follow(track, picture));
        }
        if (looks(tracks)) {
            detect(picture, tracks);
        }
        MediaTime now = picture.time();
        tracks.removeIf(track -> gone(track, now));
        dropDoubles(tracks);
        int next = confirm(tracks);
        state = new TrackerState(state.framesSeen() + 1, next, tracks);
        return seen(tracks, now);
    }

    /** The detector looks often while there is nothing to follow, seldom otherwise, at once where a face is new or missed. */
    private boolean looks(List<TrackState> tracks) {
        boolean urgent = tracks.stream()
                .anyMatch(track -> !track.confirmed() || track.missed() % MISSED_EVERY == 1 || needsVouching(track));
        return urgent || state.framesSeen() % looksEvery(tracks) == 0;
    }

    private int looksEvery(List<TrackState> tracks) {
        if (tracks.stream().noneMatch(TrackState::confirmed)) {
            return settings.detectEveryIdle();
        }
        boolean steady = tracks.stream().allMatch(track -> track.missed() == 0 && track.confidence() >= STEADY);
        return steady ? 2 * settings.detectEvery() : settings.detectEvery();
    }

    private boolean needsVouching(TrackState track) {
        return track.missed() == 0 && !sure(track.confidence()) && track.framesSinceDetection() >= VOUCHED - 1;
    }

    private TrackState follow(TrackState track, Picture picture) {
        FaceSquare expected = Motion.predict(track, picture.time());
        LandmarkPrediction found = predictor.predict(picture, expected);
        FaceSquare at = FaceSquare.of(found.landmarks());
        boolean trusted = sure(found.confidence()) || track.framesSinceDetection() < VOUCHED;
        if (!trusted || !Plausibility.face(found.landmarks(), expected, picture) || !track.motion().keepsSize(at)) {
            return track.missedAgain();
        }
        double seconds = Motion.seconds(track.lastSeen(), picture.time());
        TrackState moved = track.seenAt(found, picture.time(), track.motion().corrected(expected, at, seconds));
        boolean overdue = moved.framesSinceDetection() > settings.unconfirmedFrames();
        return overdue ? moved.unseenSince(track) : moved;
    }

    private boolean sure(float confidence) {
        return confidence >= settings.minLandmarks();
    }

    private void detect(Picture picture, List<TrackState> tracks) {
        List<Detection> detections = detector.detect(picture);
        List<Box> boxes = detections.stream().map(Detection::box).toList();
        List<Box> known = tracks.stream().map(TrackState::box).toList();
        Set<Integer> taken = new HashSet<>();
        Set<Integer> agreed = new HashSet<>();
        for (Association.Pair pair : Association.pair(known, boxes, SAME)) {
            taken.add(pair.detection());
            agreed.add(pair.track());
            tracks.set(pair.track(), agree(tracks.get(pair.track()), boxes.get(pair.detection()), picture));
        }
        for (int i = 0; i < known.size(); i++) {
            if (!agreed.contains(i) && secondLook.confirms(picture, FaceSquare.of(tracks.get(i).landmarks()))) {
                tracks.set(i, tracks.get(i).detected());
                agreed.add(i);
            }
        }
        pullBack(picture, tracks, boxes, agreed, taken);
        for (int i = 0; i < boxes.size() && tracks.size() < settings.maxFaces(); i++) {
            TrackState face = taken.contains(i) || detections.get(i).confidence() < settings.minDetection()
                    ? null
                    : begin(boxes.get(i), picture);
            if (face != null && Plausibility.inside(face.landmarks(), picture) > NEW_INSIDE
                    && secondLook.confirms(picture, FaceSquare.of(face.landmarks()))) {
                tracks.add(face);
            }
        }
    }

    /** Landmarks slid off: the detector does not agree with the track, but sees a face of its size next to it. */
    private void pullBack(Picture picture, List<TrackState> tracks, List<Box> boxes, Set<Integer> agreed,
            Set<Integer> taken) {
        for (int t = 0; t < tracks.size(); t++) {
            for (int d = 0; d < boxes.size(); d++) {
                if (agreed.contains(t) || taken.contains(d) || !near(tracks.get(t), boxes.get(d))) {
                    continue;
                }
                TrackState again = begin(boxes.get(d), picture);
                if (again != null) {
                    tracks.set(t, tracks.get(t).foundAgain(again));
                    agreed.add(t);
                    taken.add(d);
                }
            }
        }
    }

    private static boolean near(TrackState track, Box box) {
        Box known = track.box();
        double distance = Math.hypot(known.centreX() - box.centreX(), known.centreY() - box.centreY());
        return track.motion().keepsSize(FaceSquare.of(box)) && distance < track.motion().provenSide();
    }

    /** The detector sees the track; where landmarks had lost it, they get a second chance from the detector's box. */
    private TrackState agree(TrackState track, Box box, Picture picture) {
        TrackState again = track.missed() == 0 ? null : place(box, picture);
        return again == null ? track.detected() : track.foundAgain(again);
    }

    /** A new face, or null where landmarks find none. The second round starts from the first one's tilt and size. */
    private @Nullable TrackState begin(Box box, Picture picture) {
        TrackState found = place(box, picture);
        return found != null && sure(found.confidence()) ? found : null;
    }

    /** Landmarks where the detector sees a face, however sure; null where they make no face. */
    private @Nullable TrackState place(Box box, Picture picture) {
        FaceSquare expected = FaceSquare.of(box);
        LandmarkPrediction first = predictor.predict(picture, expected);
        if (!Plausibility.face(first.landmarks(), expected, picture)) {
            return null;
        }
        FaceSquare refined = FaceSquare.of(first.landmarks());
        LandmarkPrediction second = predictor.predict(picture, refined);
        return Plausibility.face(second.landmarks(), refined, picture)
                ? TrackState.begun(second, picture.time())
                : null;
    }

    private boolean gone(TrackState track, MediaTime now) {
        boolean unsteady = !track.confirmed() && (track.missed() > 0 || track.framesSinceDetection() > UNSTEADY);
        return unsteady || now.micros() - track.lastSeen().micros() > settings.lostAfter().toNanos() / 1000;
    }

    /** Of two tracks on the same face the one with the lower number stays; confirmed ones before tentative ones. */
    private static void dropDoubles(List<TrackState> tracks) {
        for (int i = 0; i < tracks.size(); i++) {
            for (int j = tracks.size() - 1; j > i; j--) {
                if (covered(tracks.get(i).box(), tracks.get(j).box()) > DOUBLE) {
                    boolean keepLater = tracks.get(j).confirmed() && !tracks.get(i).confirmed();
                    tracks.set(i, keepLater ? tracks.get(j) : tracks.get(i));
                    tracks.remove(j);
                }
            }
        }
    }

    /** How much of the smaller box the other one covers: a chin inside of a face is no second face. */
    private static float covered(Box a, Box b) {
        return a.overlap(b) / Math.max(1, Math.min(a.area(), b.area()));
    }

    /** Numbers the tentative faces that have been seen often enough; returns the next free number. */
    private int confirm(List<TrackState> tracks) {
        int next = state.nextTrack();
        for (int i = 0; i < tracks.size(); i++) {
            TrackState track = tracks.get(i);
            if (!track.confirmed() && track.hits() >= settings.confirmAfter()) {
                tracks.set(i, track.numbered(next++));
            }
        }
        return next;
    }

    private static List<TrackedFace> seen(List<TrackState> tracks, MediaTime now) {
        return tracks.stream().filter(track -> track.confirmed() && track.lastSeen().equals(now))
                .map(track -> new TrackedFace(track.track(), track.landmarks(), track.confidence()))
                .sorted(Comparator.comparingInt(TrackedFace::track)).toList();
    }

    @Override
    public void close() {
        secondLook.close();
    }
}
