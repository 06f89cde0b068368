package dev.telltale.trainer.landmarks;

import dev.telltale.vision.Affine;
import dev.telltale.vision.Landmarks;

/** Left and right exchanged: the mirrored face's left eye is the right eye of the picture. */
final class Mirror {
    private static final int[] PARTNER = partners();

    private Mirror() {}

    /** The crop's map seen in a mirror. */
    static Affine map(Affine toPicture, int size) {
        return toPicture.after(new Affine(-1, 0, size - 1, 0, 1, 0));
    }

    /** Points that have been mapped through {@link #map}, in iBUG order again. */
    static Landmarks reorder(Landmarks mirrored) {
        float[] from = mirrored.toArray();
        float[] to = new float[from.length];
        for (int i = 0; i < PARTNER.length; i++) {
            to[2 * i] = from[2 * PARTNER[i]];
            to[2 * i + 1] = from[2 * PARTNER[i] + 1];
        }
        return Landmarks.of(to);
    }

    private static int[] partners() {
        int[] partner = new int[Landmarks.COUNT];
        pairUp(partner, 0, 16);
        pairUp(partner, 17, 26);
        for (int i = 27; i <= 30; i++) {
            partner[i] = i;
        }
        pairUp(partner, 31, 35);
        int[][] eyes = {{36, 45}, {37, 44}, {38, 43}, {39, 42}, {40, 47}, {41, 46}};
        for (int[] pair : eyes) {
            partner[pair[0]] = pair[1];
            partner[pair[1]] = pair[0];
        }
        pairUp(partner, 48, 54);
        pairUp(partner, 55, 59);
        pairUp(partner, 60, 64);
        pairUp(partner, 65, 67);
        return partner;
    }

    /** The first with the last, the second with the last but one ... */
    private static void pairUp(int[] partner, int first, int last) {
        for (int i = first; i <= last; i++) {
            partner[i] = first + last - i;
        }
    }
}
