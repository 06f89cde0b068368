package dev.telltale.local.supervise;

import dev.telltale.detectors.inference.Model;
import dev.telltale.detectors.inference.ModelException;
import dev.telltale.detectors.inference.ProviderChain;
import dev.telltale.detectors.packages.BundledModels;
import dev.telltale.detectors.packages.ModelStore;
import dev.telltale.detectors.packages.PackageException;
import dev.telltale.detectors.packages.PackageId;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The packages without which the default plan judges nothing, tried before anything is started. */
public final class NeededPackages {
    private NeededPackages() {}

    /** What is wrong with them and what to do, in one line; empty where all are whole. Takes as long as hashing and loading them. */
    public static Optional<String> fault(Path store) {
        try {
            BundledModels.extractTo(store);
        } catch (PackageException unwritable) {
            return Optional.of(String.valueOf(unwritable.getMessage()));
        }
        ModelStore models = new ModelStore(List.of(store));
        return List.of(DefaultPlan.DETECTOR, DefaultPlan.LANDMARKS).stream()
                .flatMap(name -> fault(models, store, name).stream()).findFirst();
    }

    private static Optional<String> fault(ModelStore models, Path store, String name) {
        PackageId id;
        try {
            id = models.newest(name);
        } catch (PackageException none) {
            return Optional.of(none.getMessage() + models.strays().stream().map(stray -> "; " + stray).findFirst()
                    .orElse(""));
        }
        try {
            Model.load(models.get(id), ProviderChain.cpu());
            return Optional.empty();
        } catch (PackageException | ModelException damaged) {
            return Optional.of(damaged.getMessage() + "; delete " + store.resolve(ModelStore.location(id))
                    + (BundledModels.list().contains(id) ? " to have it put back" : " or copy it there again"));
        }
    }
}
