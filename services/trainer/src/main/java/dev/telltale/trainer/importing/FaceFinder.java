package dev.telltale.trainer.importing;

import dev.telltale.vision.Box;
import dev.telltale.vision.Detection;
import dev.telltale.vision.FaceDetector;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.LandmarkPrediction;
import dev.telltale.vision.LandmarkPredictor;
import dev.telltale.vision.Picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds faces and places landmarks on them, or follows them into the next frame. Not thread-safe. */
public final class FaceFinder implements AutoCloseable {
    private static final float LEAST_CONFIDENCE = 0.5f;
    private static final double SAME_FACE = 0.3;

    private final FaceDetector detector;
    private final LandmarkPredictor predictor;

    /** Takes over both and closes them in the end. */
    public FaceFinder(FaceDetector detector, LandmarkPredictor predictor) {
        this.detector = detector;
        this.predictor = predictor;
    }

    /** All faces, by where they are from left to right. */
    List<LandmarkPrediction> find(Picture picture) {
        List<LandmarkPrediction> faces = new ArrayList<>();
        for (Detection detection : detector.detect(picture)) {
            settle(picture, FaceSquare.of(detection.box())).filter(face -> isNew(face, faces)).ifPresent(faces::add);
        }
        faces.sort((a, b) -> Double.compare(centre(a), centre(b)));
        return faces;
    }

    /** The face that was here a moment ago. */
    Optional<LandmarkPrediction> follow(Picture picture, LandmarkPrediction before) {
        return settle(picture, FaceSquare.of(before.landmarks()));
    }

    /** A second look at the square that the first one gave makes up for a rough start. */
    private Optional<LandmarkPrediction> settle(Picture picture, FaceSquare start) {
        LandmarkPrediction first = predictor.predict(picture, start);
        if (first.confidence() < LEAST_CONFIDENCE) {
            return Optional.empty();
        }
        LandmarkPrediction second = predictor.predict(picture, FaceSquare.of(first.landmarks()));
        return second.confidence() < LEAST_CONFIDENCE ? Optional.empty() : Optional.of(second);
    }

    private static boolean isNew(LandmarkPrediction face, List<LandmarkPrediction> faces) {
        Box box = face.landmarks().box();
        return faces.stream().noneMatch(other -> box.iou(other.landmarks().box()) > SAME_FACE);
    }

    private static double centre(LandmarkPrediction face) {
        return face.landmarks().box().centreX();
    }

    @Override
    public void close() {
        detector.close();
        predictor.close();
    }
}
