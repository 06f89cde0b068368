package dev.telltale.local.doctor;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ModelException;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageException;
import dev.telltale.detectors.packages.PackageId;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The model packages: hashes, contract, self-test. Loading them is the proof that ONNX Runtime works, too. */
public final class ModelChecks {
    private ModelChecks() {}

    /** One finding for each package of the store, the bundled ones included. */
    public static List<Finding> all(Path store) {
        List<Finding> findings = new ArrayList<>();
        try {
            BundledModels.extractTo(store);
            ModelStore models = new ModelStore(List.of(store));
            models.list().forEach(id -> findings.add(one(models, id)));
            models.strays().forEach(stray -> findings.add(Finding.warning("models", stray)));
        } catch (PackageException bad) {
            findings.add(Finding.error("models", String.valueOf(bad.getMessage())));
        }
        return findings.isEmpty() ? List.of(Finding.warning("models", "no package in " + store)) : findings;
    }

    private static Finding one(ModelStore models, PackageId id) {
        try {
            Model model = Model.load(models.get(id), ProviderChain.cpu());
            return Finding.ok("model " + id,
                    "self-test passed on " + model.provider() + "; " + model.manifest().licence());
        } catch (PackageException | ModelException bad) {
            String reason = String.valueOf(bad.getMessage());
            String name = id + ": ";
            return Finding.error("model " + id, reason.startsWith(name) ? reason.substring(name.length()) : reason);
        }
    }
}
