package dev.telltale.vision.tracking;

import dev.telltale.vision.Affine;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.FaceTemplate;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;
import dev.telltale.vision.Similarity;

/** What any set of landmarks must satisfy to be a face that was found where it was looked for. */
final class Plausibility {
    /** Turned heads and open mouths leave up to 0.09 of the face's size; scattered points far more. */
    private static final double MAX_DISTORTION = 0.16;
    private static final double MAX_SHIFT = 0.7;
    private static final double MIN_GROWTH = 0.5;
    private static final double MAX_GROWTH = 1.8;
    private static final double MIN_INSIDE = 0.6;
    private static final double MIN_SIDE = 12;

    private Plausibility() {}

    static boolean face(Landmarks landmarks, FaceSquare expected, Picture picture) {
        FaceSquare found = FaceSquare.of(landmarks);
        double growth = found.side() / expected.side();
        double shift = Math.hypot(found.centreX() - expected.centreX(), found.centreY() - expected.centreY())
                / expected.side();
        return found.side() >= MIN_SIDE && growth > MIN_GROWTH && growth < MAX_GROWTH && shift < MAX_SHIFT
                && inside(landmarks, picture) >= MIN_INSIDE && distortion(landmarks) < MAX_DISTORTION;
    }

    /** Share of the points that lie in the picture. */
    static double inside(Landmarks landmarks, Picture picture) {
        int inside = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            float x = landmarks.x(i);
            float y = landmarks.y(i);
            if (x >= 0 && y >= 0 && x < picture.width() && y < picture.height()) {
                inside++;
            }
        }
        return (double) inside / Landmarks.COUNT;
    }

    /** Root mean square distance from the mean face after the best similarity, in units of the face's longer side. */
    static double distortion(Landmarks landmarks) {
        Affine fit = Similarity.fit(landmarks.toArray(), FaceTemplate.MEAN.toArray());
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            double dx = fit.x(landmarks.x(i), landmarks.y(i)) - FaceTemplate.MEAN.x(i);
            double dy = fit.y(landmarks.x(i), landmarks.y(i)) - FaceTemplate.MEAN.y(i);
            sum += dx * dx + dy * dy;
        }
        return Math.sqrt(sum / Landmarks.COUNT);
    }
}
