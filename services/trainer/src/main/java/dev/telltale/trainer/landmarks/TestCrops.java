package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.synthesis.CropDegrader;
import dev.telltale.vision.Affine;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.Landmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Undegraded crops of held-out faces at squares that are off as a detector's or tracker's would be; the same at every
 * call.
 */
final class TestCrops {
    private static final long SEED = 68;

    private TestCrops() {}

    /**
     * One face to be measured.
     *
     * @param square where the face is said to be
     */
    record Place(AnnotatedFace face, FaceSquare square) {}

    static List<Place> places(List<AnnotatedFace> faces) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Place> places = new ArrayList<>();
        for (AnnotatedFace face : faces) {
            places.add(new Place(face, SquareJitter.tracked(face.landmarks(), random)));
        }
        return places;
    }

    /** The crop's map to the picture for a network that sees {@code margin} more on each side. */
    static Affine map(Place place, double margin, int size) {
        return place.square().enlarged(1 + 2 * margin).toPicture(size);
    }

    static byte[] pixels(Place place, FacePictures pictures, Affine map, int size, CropDegrader cropper) {
        byte[] crop = new byte[3 * size * size];
        cropper.clean(pictures.get(place.face().file()), map, size, crop);
        return crop;
    }

    /** Mean distance of the points, as a share of the distance between the outer corners of the eyes. */
    static double normalisedError(Landmarks found, Landmarks truth) {
        double sum = 0;
        for (int i = 0; i < Landmarks.COUNT; i++) {
            sum += Math.hypot(found.x(i) - truth.x(i), found.y(i) - truth.y(i));
        }
        return sum / Landmarks.COUNT / truth.interocular();
    }
}
