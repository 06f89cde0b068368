package dev.telltale.detectors.packages;

import java.util.List;
import java.util.Map;

/**
 * What the network must give for an input made by formula ({@link FormulaTensor}), so that a damaged file, another model or a wrong provider is found
 * before use.
 *
 * @param seed of the input
 * @param batch items in it
 * @param expected first values of each output, row by row
 * @param tolerance allowed difference, times max(1, |expected|)
 */
public record SelfTest(long seed, int batch, Map<String, List<Float>> expected, double tolerance) {

    public SelfTest {
        expected = Map.copyOf(expected);
        if (batch < 1 || batch > 8 || !(tolerance > 0) || expected.isEmpty()) {
            throw new IllegalArgumentException(
                    "selfTest needs a batch of 1 to 8, a tolerance above 0 and expected values, got: batch " + batch
                            + ", tolerance " + tolerance + ", outputs " + expected.keySet());
        }
    }
}
