package dev.telltale.vision.tracking;

import dev.telltale.vision.Affine;
import dev.telltale.vision.Box;
import dev.telltale.vision.Detection;
import dev.telltale.vision.FaceDetector;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.FaceTemplate;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.LandmarkPredictor;
import dev.telltale.vision.MediaTime;
import dev.telltale.vision.Picture;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

/**
 * A scene at 25 frames a second: every face is a bright square that moves evenly. Detector and landmarks know where the
 * faces are, and see them unless a test makes them blind; the second look goes by the pixels.
 */
final class Scene {
    static final int WIDTH = 640;
    static final int HEIGHT = 360;
    private static final long FRAME_MICROS = 40_000;
    private static final double BRIGHT = 200;

    private final List<Actor> actors = new ArrayList<>();
    private final List<Detection> phantoms = new ArrayList<>();
    private int looks;
    private float confidence = 0.95f;
    private LongPredicate detectorBlind = frame -> false;
    private LongPredicate landmarksBlind = frame -> false;

    /**
     * A face that moves evenly.
     *
     * @param x centre in frame 0
     * @param y centre in frame 0
     * @param dx pixels a frame
     * @param dy pixels a frame
     * @param side of its box, pixels
     * @param from first frame in which it is there
     * @param until first frame in which it is not
     */
    record Actor(double x, double y, double dx, double dy, double side, long from, long until) {
        FaceSquare at(long frame) {
            return new FaceSquare(x + dx * frame, y + dy * frame, side, 0);
        }

        boolean visible(long frame) {
            FaceSquare at = at(frame);
            return frame >= from && frame < until && at.centreX() > 0 && at.centreX() < WIDTH && at.centreY() > 0
                    && at.centreY() < HEIGHT;
        }
    }

    /** Adds a face that stays for good. */
    Scene face(double x, double y, double dx, double dy, double side) {
        return face(new Actor(x, y, dx, dy, side, 0, Long.MAX_VALUE));
    }

    Scene face(Actor actor) {
        actors.add(actor);
        return this;
    }

    /** Something that the detector takes for a face in every frame; neither landmarks nor pixels agree. */
    Scene phantom(double x, double y, double side) {
        phantoms.add(new Detection(square(new FaceSquare(x, y, side, 0)), 0.9f));
        return this;
    }

    Scene detectorBlind(LongPredicate frames) {
        detectorBlind = frames;
        return this;
    }

    Scene landmarksBlind(LongPredicate frames) {
        landmarksBlind = frames;
        return this;
    }

    /** How sure landmarks are of the faces that they see. */
    Scene confidence(float sure) {
        confidence = sure;
        return this;
    }

    /** How often the detector has looked. */
    int looks() {
        return looks;
    }

    FaceTracker tracker(TrackerSettings settings, TrackerState state) {
        return new FaceTracker(new Detector(), new CloseUp(), new Points(), settings, state);
    }

    /** Tracks the frames {@code from} to {@code until} (exclusive) and returns what was seen in each. */
    static List<List<TrackedFace>> track(FaceTracker tracker, Scene scene, long from, long until) {
        List<List<TrackedFace>> seen = new ArrayList<>();
        for (long frame = from; frame < until; frame++) {
            try (Picture picture = scene.new Frame(frame)) {
                seen.add(tracker.track(picture));
            }
        }
        return seen;
    }

    List<Actor> visible(long frame) {
        return actors.stream().filter(actor -> actor.visible(frame)).toList();
    }

    private static Box square(FaceSquare at) {
        double half = at.side() / 2;
        return new Box((float) (at.centreX() - half), (float) (at.centreY() - half), (float) at.side(),
                (float) at.side());
    }

    private static long frame(Picture picture) {
        return picture.time().micros() / FRAME_MICROS;
    }

    private final class Detector implements FaceDetector {
        @Override
        public List<Detection> detect(Picture picture) {
            looks++;
            List<Detection> found = new ArrayList<>(phantoms);
            if (!detectorBlind.test(frame(picture))) {
                visible(frame(picture)).forEach(
                        actor -> found.add(new Detection(square(actor.at(frame(picture))).scaled(1.1f), 0.8f)));
            }
            return found;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** Bright in the middle and dark in the corners: a face fills half of the crop. */
    private static final class CloseUp implements FaceDetector {
        @Override
        public List<Detection> detect(Picture picture) {
            try (UByteIndexer level = picture.luma().pixels().createIndexer()) {
                int size = picture.width();
                boolean face = level.get(size / 2, size / 2) > 100 && level.get(4, 4) < 100;
                return face
                        ? List.of(new Detection(new Box(size / 4f, size / 4f, size / 2f, size / 2f), 0.7f))
                        : List.of();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** The landmarks of the face nearest to where it is looked for. */
    private final class Points implements LandmarkPredictor {
        @Override
        public LandmarkPrediction predict(Picture picture, FaceSquare where) {
            long frame = frame(picture);
            Optional<FaceSquare> nearest = visible(frame).stream().map(actor -> actor.at(frame))
                    .min(Comparator.comparingDouble(at -> distance(at, where)));
            boolean found = nearest.isPresent() && distance(nearest.get(), where) < 0.5 * where.side()
                    && !landmarksBlind.test(frame);
            FaceSquare at = found ? nearest.orElseThrow() : where;
            return new LandmarkPrediction(
                    FaceTemplate.MEAN.mapped(Affine.similarity(at.side(), 0, at.centreX(), at.centreY())),
                    found ? confidence : 0.05f);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static double distance(FaceSquare a, FaceSquare b) {
        return Math.hypot(a.centreX() - b.centreX(), a.centreY() - b.centreY());
    }

    private final class Frame implements Picture {
        private final long number;
        private final Mat luma;

        Frame(long number) {
            this.number = number;
            try (Scalar black = new Scalar(0)) {
                luma = new Mat(HEIGHT, WIDTH, CV_8UC1, black);
            }
            visible(number).forEach(actor -> paint(square(actor.at(number))));
        }

        private void paint(Box box) {
            int left = (int) Math.clamp(box.x(), 0, WIDTH - 1f);
            int top = (int) Math.clamp(box.y(), 0, HEIGHT - 1f);
            int right = (int) Math.clamp(box.right(), left + 1f, WIDTH);
            int bottom = (int) Math.clamp(box.bottom(), top + 1f, HEIGHT);
            try (Rect region = new Rect(left, top, right - left, bottom - top);
                    Mat part = new Mat(luma, region);
                    Scalar bright = new Scalar(BRIGHT);
                    Mat level = new Mat(bright)) {
                part.setTo(level);
            }
        }

        @Override
        public int width() {
            return WIDTH;
        }

        @Override
        public int height() {
            return HEIGHT;
        }

        @Override
        public MediaTime time() {
            return new MediaTime(number * FRAME_MICROS);
        }

        @Override
        public Luma luma() {
            return new Luma(luma, false);
        }

        @Override
        public Mat rgb() {
            throw new UnsupportedOperationException("the scene has no colours");
        }

        @Override
        public void close() {
            luma.close();
        }
    }
}
