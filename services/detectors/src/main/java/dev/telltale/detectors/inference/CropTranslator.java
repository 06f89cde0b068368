package dev.telltale.detectors.inference;

import dev.telltale.detectors.packages.InputSpec;

import java.nio.FloatBuffer;

/** Pixels (size x size x 3 bytes R, G, B) into planes of floats, (value - mean) / deviation. */
public final class CropTranslator implements Translator<byte[], Outputs> {
    private final int pixels;
    private final int[] source;
    private final float[][] levels;

    public CropTranslator(InputSpec spec) {
        pixels = spec.size() * spec.size();
        source = spec.colour() == InputSpec.ColourOrder.RGB ? new int[]{0, 1, 2} : new int[]{2, 1, 0};
        levels = new float[3][256];
        for (int c = 0; c < 3; c++) {
            for (int v = 0; v < 256; v++) {
                levels[c][v] = (v - spec.mean().get(c)) / spec.deviation().get(c);
            }
        }
    }

    @Override
    public void write(byte[] rgb, FloatBuffer tensor) {
        if (rgb.length != 3 * pixels) {
            throw new IllegalArgumentException("a crop of " + 3 * pixels + " bytes is needed, got: " + rgb.length);
        }
        int at = tensor.position();
        for (int c = 0; c < 3; c++) {
            float[] level = levels[c];
            for (int p = 0, from = source[c]; p < pixels; p++, from += 3) {
                tensor.put(at++, level[rgb[from] & 0xFF]);
            }
        }
    }

    /** The outputs of the whole batch: its readers pick what they need. */
    @Override
    public Outputs read(Outputs outputs, int item) {
        return outputs;
    }
}
