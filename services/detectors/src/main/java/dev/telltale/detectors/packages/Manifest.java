package dev.telltale.detectors.packages;

import dev.telltale.detectors.calibration.Calibration;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What a model package says of itself: manifest.json.
 *
 * @param name of the detector
 * @param version like 1.0.0; a package never changes under its version
 * @param task what the network is for
 * @param input its image input
 * @param outputs all outputs that are read
 * @param calibration from score to log-likelihood ratio; null: never calibrated, so a detector abstains
 * @param quality what a face must be like
 * @param training what it was trained on
 * @param recipe what reproduces it, in words or as a command
 * @param licence of the weights, SPDX where there is one
 * @param commercialUse whether licence and training data allow it
 * @param sha256 lower-case hex of every other file, by its path in the package
 * @param selfTest what the network must give
 */
public record Manifest(String name, String version, Task task, InputSpec input, List<OutputSpec> outputs,
        @Nullable Calibration calibration, QualityLimits quality,
        List<TrainingSource> training, String recipe, String licence, boolean commercialUse, Map<String, String> sha256,
        SelfTest selfTest) {

    /** The network's file. */
    public static final String MODEL_FILE = "model.onnx";
    /** The manifest's own file. */
    public static final String MANIFEST_FILE = "manifest.json";
    /** The model card's file. */
    public static final String CARD_FILE = "MODEL_CARD.md";

    public Manifest {
        outputs = List.copyOf(outputs);
        training = List.copyOf(training);
        sha256 = Map.copyOf(sha256);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("outputs must not be empty");
        }
        if (licence.isBlank()) {
            throw new IllegalArgumentException("licence must not be empty");
        }
        new PackageId(name, version);
    }

    /** Name and version. */
    public PackageId id() {
        return new PackageId(name, version);
    }

    /** SHA-256 of the network's file, lower-case hex. */
    public String modelSha256() {
        String hash = sha256.get(MODEL_FILE);
        if (hash == null) {
            throw new IllegalStateException(id() + ": sha256 does not name " + MODEL_FILE);
        }
        return hash;
    }

    /** The same with these files' hashes. */
    public Manifest withSha256(Map<String, String> hashes) {
        return new Manifest(name, version, task, input, outputs, calibration, quality, training, recipe, licence,
                commercialUse, hashes, selfTest);
    }
}
