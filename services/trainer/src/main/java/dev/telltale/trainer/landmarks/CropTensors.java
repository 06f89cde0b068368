package dev.telltale.trainer.landmarks;

import dev.telltale.detectors.networks.Landmarks68Net;
import dev.telltale.vision.Landmarks;

/** Crops and points as landmarks68 sees them: planes of (value - 127.5) / 127.5, points as fractions of the side. */
final class CropTensors {
    static final int SIZE = Landmarks68Net.SIZE;
    static final int PLANE = SIZE * SIZE;
    static final int COORDINATES = Landmarks68Net.COORDINATES;
    static final float MIDDLE = 127.5f;

    private CropTensors() {}

    /** Writes R, G, B bytes as three planes from {@code offset} on. */
    static void planes(byte[] rgb, float[] to, int offset) {
        for (int i = 0; i < PLANE; i++) {
            for (int channel = 0; channel < 3; channel++) {
                to[offset + channel * PLANE + i] = ((rgb[3 * i + channel] & 0xff) - MIDDLE) / MIDDLE;
            }
        }
    }

    /** Pixels of the crop (centres at whole numbers) to fractions from edge to edge. */
    static void fractions(Landmarks inCrop, float[] to, int offset) {
        float[] xy = inCrop.toArray();
        for (int i = 0; i < COORDINATES; i++) {
            to[offset + i] = (xy[i] + 0.5f) / SIZE;
        }
    }

    /** Fractions of one sample back to pixels of the crop. */
    static Landmarks pixels(float[] fractions, int offset) {
        float[] xy = new float[COORDINATES];
        for (int i = 0; i < COORDINATES; i++) {
            xy[i] = fractions[offset + i] * SIZE - 0.5f;
        }
        return Landmarks.of(xy);
    }
}
