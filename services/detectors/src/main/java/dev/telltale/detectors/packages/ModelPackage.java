package dev.telltale.detectors.packages;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * A package that has been read and whose files were found to be what its manifest says. Holds the network's bytes, so that what was checked is what
 * is loaded.
 *
 * @param directory where it lies
 * @param manifest what it says of itself
 * @param manifestSha256 SHA-256 of manifest.json
 * @param network bytes of model.onnx
 * @param signature null: unsigned
 */
public record ModelPackage(Path directory, Manifest manifest, String manifestSha256, NetworkBytes network,
        @Nullable Signature signature) {

    /** Name and version. */
    public PackageId id() {
        return manifest.id();
    }

    /** SHA-256 of the network's file, lower-case hex. */
    public String sha256() {
        return manifest.modelSha256();
    }
}
