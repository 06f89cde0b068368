package dev.telltale.detectors.packages;

import java.nio.charset.StandardCharsets;

/** Numbers in [-1, 1) by formula: FNV-1a 64 of "seed/name", then splitmix64 by index; the same on every machine. */
public final class FormulaTensor {

    private FormulaTensor() {}

    /** The first {@code count} numbers of the tensor of this name. */
    public static float[] of(long seed, String name, int count) {
        long hash = fnv1a(seed + "/" + name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            long z = mix(hash + (i + 1) * 0x9E3779B97F4A7C15L);
            values[i] = (float) ((z >>> 40) / (double) (1 << 23) - 1);
        }
        return values;
    }

    private static long fnv1a(String text) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
