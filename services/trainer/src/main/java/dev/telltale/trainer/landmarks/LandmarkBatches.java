package dev.telltale.trainer.landmarks;

import dev.telltale.trainer.loop.Batch;
import dev.telltale.trainer.loop.Batch.Floats;
import dev.telltale.trainer.synthesis.CropDegrader;
import dev.telltale.vision.Affine;
import dev.telltale.vision.FaceSquare;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.StillPicture;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import static dev.telltale.trainer.landmarks.CropTensors.COORDINATES;
import static dev.telltale.trainer.landmarks.CropTensors.PLANE;
import static dev.telltale.trainer.landmarks.CropTensors.SIZE;

/** Draws faces at random and cuts them out as a tracker or detector would hand them over, in bad conditions. */
final class LandmarkBatches {
    private static final int JAW_COORDINATES = 2 * 17;

    private final LandmarkRecipe recipe;
    private final List<AnnotatedFace> faces;
    private final FacePictures pictures;

    LandmarkBatches(LandmarkRecipe recipe, List<AnnotatedFace> faces, FacePictures pictures) {
        this.recipe = recipe;
        this.faces = faces;
        this.pictures = pictures;
    }

    /** The mini-batch of a step: inputs "image"; targets "points", "pointWeights" and "isFace". */
    Batch batch(long step) {
        SplittableRandom random = new SplittableRandom(recipe.loop().seed() * 7_368_787L + step);
        int count = recipe.loop().batch();
        float[] images = new float[count * 3 * PLANE];
        float[] points = new float[count * COORDINATES];
        float[] weights = new float[count * COORDINATES];
        float[] isFace = new float[count];
        byte[] crop = new byte[3 * PLANE];
        try (CropDegrader cropper = new CropDegrader()) {
            for (int i = 0; i < count; i++) {
                AnnotatedFace face = faces.get(random.nextInt(faces.size()));
                boolean positive = random.nextDouble() >= recipe.noFaceShare();
                Landmarks inCrop = cut(face, positive, random, cropper, crop);
                PixelNoise.apply(crop, SIZE, random);
                CropTensors.planes(crop, images, i * 3 * PLANE);
                CropTensors.fractions(inCrop, points, i * COORDINATES);
                isFace[i] = positive ? 1 : 0;
                weigh(face, positive, weights, i * COORDINATES);
            }
        }
        return new Batch(Map.of("image", new Floats(images, count, 3, SIZE, SIZE)),
                Map.of("points", new Floats(points, count, COORDINATES), "pointWeights",
                        new Floats(weights, count, COORDINATES), "isFace", new Floats(isFace, count, 1)));
    }

    private Landmarks cut(AnnotatedFace face, boolean positive, SplittableRandom random, CropDegrader cropper,
            byte[] crop) {
        StillPicture picture = pictures.get(face.file());
        FaceSquare square = positive
                ? SquareJitter.any(face.landmarks(), random)
                : NotAFace.of(face.landmarks().box(), picture.width(), picture.height(), random);
        Affine toPicture = square.enlarged(1 + 2 * recipe.margin()).toPicture(SIZE);
        boolean mirrored = random.nextBoolean();
        if (mirrored) {
            toPicture = Mirror.map(toPicture, SIZE);
        }
        if (random.nextBoolean()) {
            cropper.degraded(picture, toPicture, SIZE, random, crop);
        } else {
            cropper.clean(picture, toPicture, SIZE, crop);
        }
        Landmarks inCrop = face.landmarks().mapped(toPicture.inverse());
        return mirrored ? Mirror.reorder(inCrop) : inCrop;
    }

    private void weigh(AnnotatedFace face, boolean positive, float[] weights, int offset) {
        for (int i = 0; i < COORDINATES; i++) {
            boolean noisy = face.source().equals("ytf") && i < JAW_COORDINATES;
            weights[offset + i] = positive ? noisy ? (float) recipe.noisyJawWeight() : 1 : 0;
        }
    }
}
