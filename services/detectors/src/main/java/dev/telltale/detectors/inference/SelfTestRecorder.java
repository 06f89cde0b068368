package dev.telltale.detectors.inference;

import dev.telltale.detectors.packages.Manifest;
import dev.telltale.detectors.packages.NetworkBytes;
import dev.telltale.detectors.packages.OutputSpec;
import dev.telltale.detectors.packages.SelfTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes what a finished network gives on the CPU, to be packed as its self-test. */
public final class SelfTestRecorder {
    private static final int BATCH = 2;
    private static final int NUMBERS = 32;
    private static final double TOLERANCE = 1e-3;

    private SelfTestRecorder() {}

    /** Runs the network as {@code manifest} describes it on the input of this seed. */
    public static SelfTest record(Manifest manifest, NetworkBytes network, long seed) {
        try (Predictor predictor = Model.open(manifest, network, new Provider.Cpu())) {
            Outputs outputs = predictor.run(SelfTests.input(manifest.input(), seed, BATCH), BATCH);
            Map<String, List<Float>> expected = new HashMap<>();
            for (OutputSpec output : manifest.outputs()) {
                expected.put(output.tensor(), first(outputs.of(output.tensor())));
            }
            return new SelfTest(seed, BATCH, expected, TOLERANCE);
        }
    }

    private static List<Float> first(float[] values) {
        List<Float> first = new ArrayList<>();
        for (int i = 0; i < Math.min(NUMBERS, values.length); i++) {
            first.add(values[i]);
        }
        return first;
    }
}
