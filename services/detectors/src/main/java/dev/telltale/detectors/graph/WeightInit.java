package dev.telltale.detectors.graph;

import java.util.Arrays;
import java.util.Random;

/** Starting weights by seed; each depends on the seed and its own name only, so that adding a layer changes no other. */
public record WeightInit(long seed) {

    /** He normal (He et al. 2015): standard deviation sqrt(2 / fan). */
    public float[] kaimingNormal(String key, Shape shape, int fan) {
        return normal(key, shape, Math.sqrt(2.0 / fan));
    }

    /** Normal of this standard deviation. */
    public float[] normal(String key, Shape shape, double deviation) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L ^ key.hashCode());
        float[] values = new float[shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    /** All the same value. */
    public float[] constant(Shape shape, float value) {
        float[] values = new float[shape.elements()];
        Arrays.fill(values, value);
        return values;
    }
}
