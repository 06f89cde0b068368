package dev.telltale.trainer.blend;

/** Interleaved bytes R, G, B to planes of floats from -1 to 1. */
final class Planes {
    /** Grey level that becomes 0, and distance from it that becomes 1. */
    static final float MIDDLE = 127.5f;

    private Planes() {}

    static void put(byte[] rgb, float[] into, int at) {
        int pixels = rgb.length / 3;
        for (int c = 0; c < 3; c++) {
            for (int p = 0; p < pixels; p++) {
                into[at++] = ((rgb[3 * p + c] & 0xFF) - MIDDLE) / MIDDLE;
            }
        }
    }
}
