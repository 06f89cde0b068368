package dev.telltale.trainer.importing;

import dev.telltale.vision.Affine;
import dev.telltale.vision.AlignedCrop;
import dev.telltale.vision.CropSampler;
import dev.telltale.vision.FaceTemplate;
import dev.telltale.vision.Landmarks;
import dev.telltale.vision.Picture;

/**
 * How well a face can be seen. Yaw and pitch are estimates from where the tip of the nose lies between jaw, eyes and lips.
 *
 * @param sharpness variance of the Laplacian at 128 px
 * @param brightness mean luma
 * @param yaw degrees, positive to the head's left
 * @param pitch degrees, positive upwards
 */
record FaceMeasures(float sharpness, float brightness, float yaw, float pitch) {
    private static final int SIDE = 128;
    private static final AlignedCrop FACE = new AlignedCrop(SIDE, 0);
    /** How far the nose sticks out, as a fraction of the distance from eyes to lips. */
    private static final double NOSE = 0.6;

    static FaceMeasures of(Picture picture, Landmarks face, CropSampler sampler) {
        byte[] gray = new byte[SIDE * SIDE];
        sampler.gray(picture, FACE.toPicture(face), SIDE, SIDE, gray);
        double mean = 0;
        for (byte value : gray) {
            mean += value & 0xFF;
        }
        return new FaceMeasures((float) laplacianVariance(gray), (float) (mean / gray.length), (float) yaw(face),
                (float) pitch(face));
    }

    private static double laplacianVariance(byte[] gray) {
        double sum = 0;
        double squares = 0;
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                int at = y * SIDE + x;
                int laplacian = (gray[at - 1] & 0xFF) + (gray[at + 1] & 0xFF) + (gray[at - SIDE] & 0xFF)
                        + (gray[at + SIDE] & 0xFF) - 4 * (gray[at] & 0xFF);
                sum += laplacian;
                squares += (double) laplacian * laplacian;
            }
        }
        double count = (SIDE - 2.0) * (SIDE - 2.0);
        return squares / count - (sum / count) * (sum / count);
    }

    private static double yaw(Landmarks face) {
        double left = Math.hypot(face.x(30) - face.x(0), face.y(30) - face.y(0));
        double right = Math.hypot(face.x(16) - face.x(30), face.y(16) - face.y(30));
        return Math.toDegrees(Math.asin((left - right) / (left + right)));
    }

    private static double pitch(Landmarks face) {
        double raised = (nosePlace(FaceTemplate.MEAN) - nosePlace(face)) / NOSE;
        return Math.toDegrees(Math.asin(Math.clamp(raised, -1.0, 1.0)));
    }

    /** Where the tip of the nose lies on the way from the eyes (0) to the lips (1), the head upright. */
    private static double nosePlace(Landmarks face) {
        Landmarks upright = face.mapped(Affine.similarity(1, -face.roll(), 0, 0));
        double eyes = upright.mean(36, 48)[1];
        double lips = upright.mean(48, 60)[1];
        return (upright.y(30) - eyes) / (lips - eyes);
    }
}
