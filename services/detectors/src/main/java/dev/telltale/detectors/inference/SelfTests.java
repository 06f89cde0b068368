package dev.telltale.detectors.inference;

import dev.telltale.detectors.packages.FormulaTensor;
import dev.telltale.detectors.packages.InputSpec;
import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.SelfTest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Runs a package's self-test: input by formula, answers as noted when it was packed. */
final class SelfTests {
    private SelfTests() {}

    static void run(Manifest manifest, Predictor predictor) {
        SelfTest test = manifest.selfTest();
        Outputs outputs = predictor.run(input(manifest.input(), test.seed(), test.batch()), test.batch());
        for (Map.Entry<String, List<Float>> expected : test.expected().entrySet()) {
            compare(manifest, expected.getKey(), expected.getValue(), outputs);
        }
    }

    /** The input by formula in a direct buffer. */
    static FloatBuffer input(InputSpec spec, long seed, int batch) {
        float[] values = FormulaTensor.of(seed, spec.tensor(), batch * 3 * spec.size() * spec.size());
        FloatBuffer buffer = ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return buffer.put(values).flip();
    }

    private static void compare(Manifest manifest, String output, List<Float> expected, Outputs outputs) {
        float[] found = outputs.of(output);
        if (found.length < expected.size()) {
            throw new ModelException(manifest.id() + ": self-test failed: output '" + output + "' has " + found.length
                    + " numbers, expected at least " + expected.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            double allowed = manifest.selfTest().tolerance() * Math.max(1, Math.abs(expected.get(i)));
            if (!(Math.abs(found[i] - expected.get(i)) <= allowed)) {
                throw new ModelException(manifest.id() + ": self-test failed: output '" + output + "' [" + i + "] is "
                        + found[i] + ", expected " + expected.get(i));
            }
        }
    }
}
